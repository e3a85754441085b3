package io.facegate.dialect.faceapi;

import io.facegate.dialect.Fields;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks ids: letters, digits and underscores, up to 48, and none of the reserved words. */
final class Ids {
  /** Stands for all groups of an app, where the document says so. */
  static final String ALL = "@ALL";

  private static final Pattern ID = Pattern.compile("[0-9A-Za-z_]{1,48}");
  private static final Pattern TOKEN = Pattern.compile("[0-9A-Za-z_]{1,64}");
  private static final Set<String> RESERVED = Set.of("all", "self", "me", "this", "next");

  private Ids() {}

  static String check(String name, String id) {
    if (!ID.matcher(id).matches() || RESERVED.contains(id)) {
      throw Fields.invalid(name);
    }
    return id;
  }

  static String required(Fields body, String name) {
    return check(name, body.required(name));
  }

  /** A token in a parameter of its own. */
  static String token(Fields body, String name) {
    String token = body.required(name);
    if (!TOKEN.matcher(token).matches()) {
      throw Fields.invalid(name);
    }
    return token;
  }

  /** A token in place of a picture: what is no token at all was saved by nobody. */
  static String knownToken(String token) {
    if (!TOKEN.matcher(token).matches()) {
      throw new FaceException(FaceFailure.TOKEN_UNKNOWN);
    }
    return token;
  }

  /** Group ids with commas between, each once; fails with TOO_MANY_GROUPS. */
  static List<String> list(Fields body, String name, int max) {
    String[] ids = body.required(name).split(",", -1);
    if (ids.length > max) {
      throw new FaceException(FaceFailure.TOO_MANY_GROUPS, name);
    }
    return Arrays.stream(ids).map(id -> check(name, id.strip())).distinct().toList();
  }
}
