package io.facegate.dialect.aip;

import io.facegate.dialect.Fields;
import io.facegate.dialect.Parameters;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks ids, letters, digits and underscores, and what is said of users. */
public final class Ids {
  /** Of one id by itself, in bytes. */
  private static final int LENGTH_MAX = 128;

  /** Of each of several group ids, in bytes. */
  private static final int LENGTH_AMONG_SEVERAL_MAX = 48;

  private static final int GROUPS_MAX = 64;
  private static final int USER_INFO_BYTES_MAX = 256;
  private static final Pattern ID = Pattern.compile("[0-9A-Za-z_]+");

  private Ids() {}

  /** An id that must be there; fails with PARAMETER_MISSING, _TOO_LONG or _INVALID. */
  public static String required(Parameters parameters, String name) {
    return check(name, parameters.required(name), LENGTH_MAX);
  }

  /** An id that may be left out; fails with PARAMETER_TOO_LONG or _INVALID. */
  public static Optional<String> optional(Parameters parameters, String name) {
    return parameters.text(name).map(id -> check(name, id, LENGTH_MAX));
  }

  /**
   * Ids with commas between, each once; none when the parameter is left out. Fails with
   * PARAMETER_TOO_LONG, also when there are more than 64, or PARAMETER_INVALID.
   */
  public static List<String> several(Parameters parameters, String name) {
    String text = parameters.text(name).orElse("");
    if (text.isEmpty()) {
      return List.of();
    }
    String[] ids = text.split(",", -1);
    if (ids.length > GROUPS_MAX) {
      throw new FaceException(FaceFailure.PARAMETER_TOO_LONG, name);
    }
    int lengthMax = ids.length > 1 ? LENGTH_AMONG_SEVERAL_MAX : LENGTH_MAX;
    return Arrays.stream(ids).map(id -> check(name, id.strip(), lengthMax)).distinct().toList();
  }

  /** As {@link #several}, and at least one; fails with PARAMETER_MISSING too. */
  public static List<String> severalRequired(Parameters parameters, String name) {
    parameters.required(name);
    return several(parameters, name);
  }

  /**
   * What is said of a user, which may be sent empty; fails with PARAMETER_TOO_LONG over 256 bytes.
   */
  public static Optional<String> userInfo(Parameters parameters) {
    String name = "user_info";
    if (!parameters.has(name)) {
      return Optional.empty();
    }
    String info = parameters.text(name).orElse("");
    if (info.getBytes(StandardCharsets.UTF_8).length > USER_INFO_BYTES_MAX) {
      throw new FaceException(FaceFailure.PARAMETER_TOO_LONG, name);
    }
    return Optional.of(info);
  }

  private static String check(String name, String id, int lengthMax) {
    if (id.getBytes(StandardCharsets.UTF_8).length > lengthMax) {
      throw new FaceException(FaceFailure.PARAMETER_TOO_LONG, name);
    }
    if (!ID.matcher(id).matches()) {
      throw Fields.invalid(name);
    }
    return id;
  }
}
