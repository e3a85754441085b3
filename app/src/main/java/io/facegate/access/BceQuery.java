package io.facegate.access;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A query as bce-auth-v1 signs it: each parameter encoded as {@code name=value}, sorted, without
 * the one called authorization.
 */
final class BceQuery {
  /* The Node SDK writes its query a second time behind the whole. */
  private static final String NODE_TAIL = "?aipSdk=node";
  private static final String DOT_NET_MARK = "aipSdk=CSharp";
  private static final String AUTHORIZATION = "authorization";

  private BceQuery() {}

  /** All readings under which a known signer may have signed it, the published one first. */
  static Set<String> readings(String raw) {
    Set<String> readings = new LinkedHashSet<>();
    readings.add(canonical(raw, false));
    if (raw.indexOf('+') >= 0) {
      readings.add(canonical(raw.replace("+", "%20"), false));
    }
    if (raw.endsWith(NODE_TAIL)) {
      String once = raw.substring(0, raw.length() - NODE_TAIL.length());
      readings.add(canonical(once, false));
    }
    if (parameters(raw).contains(DOT_NET_MARK)) {
      readings.add(canonical(raw, true));
    }
    return readings;
  }

  /** Whether a parameter of exactly this text is in a query. */
  static boolean holds(String raw, String parameter) {
    return parameters(raw).contains(parameter);
  }

  private static List<String> parameters(String raw) {
    return List.of(raw.split("&"));
  }

  private static String canonical(String raw, boolean valuesTwice) {
    List<String> parameters = new ArrayList<>();
    for (String parameter : raw.split("&")) {
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? parameter : parameter.substring(0, equals);
      byte[] value = PercentCode.decode(equals < 0 ? "" : parameter.substring(equals + 1));
      if (!parameter.isEmpty() && !name.equalsIgnoreCase(AUTHORIZATION)) {
        byte[] signed =
            valuesTwice
                ? PercentCode.encode(value, "/").getBytes(StandardCharsets.US_ASCII)
                : value;
        parameters.add(PercentCode.encode(PercentCode.decode(name)) + "="
            + PercentCode.encode(signed));
      }
    }
    Collections.sort(parameters);
    return String.join("&", parameters);
  }
}
