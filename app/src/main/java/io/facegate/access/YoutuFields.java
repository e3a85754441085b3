package io.facegate.access;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a youtu signature says: 20 bytes of HMAC-SHA1 and the text it was made over, with any fields
 * in any order.
 */
final class YoutuFields {
  private static final int MAC_BYTES = 20;
  private static final int LENGTH_MAX = 2048;
  private static final Set<String> NUMBERS = Set.of("a", "e", "t");

  private final byte[] mac;
  private final byte[] text;
  private final Map<String, String> byName;

  private YoutuFields(byte[] bytes, Map<String, String> byName) {
    this.mac = Arrays.copyOf(bytes, MAC_BYTES);
    this.text = Arrays.copyOfRange(bytes, MAC_BYTES, bytes.length);
    this.byName = byName;
  }

  /** Reads a signature; empty when it is none. */
  static Optional<YoutuFields> parse(String authorization) {
    String base64 = authorization.strip();
    if (base64.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    byte[] bytes = decoded(base64);
    if (bytes.length <= MAC_BYTES) {
      return Optional.empty();
    }
    String text =
        new String(bytes, MAC_BYTES, bytes.length - MAC_BYTES, StandardCharsets.UTF_8);
    return fields(text).map(byName -> new YoutuFields(bytes, byName));
  }

  /** The 20 bytes in front. */
  byte[] mac() {
    return mac.clone();
  }

  /** What they were made over, as it was received. */
  byte[] text() {
    return text.clone();
  }

  /** A field's text, empty when it is absent. */
  String field(String name) {
    return byName.getOrDefault(name, "");
  }

  /** A field's number; of {@code a}, {@code e} or {@code t}, which are always there. */
  long number(String name) {
    return Long.parseLong(field(name));
  }

  /** Whether it counts only once. */
  boolean isSingleUse() {
    return number("e") == 0;
  }


  private static Optional<Map<String, String>> fields(String text) {
    Map<String, String> byName = new HashMap<>();
    for (String pair : text.split("&")) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      boolean misread = NUMBERS.contains(name) && !value.matches("\\d{1,18}");
      if (misread || byName.put(name, value) != null) {
        return Optional.empty();
      }
    }
    boolean complete = !byName.getOrDefault("k", "").isEmpty() && byName.containsKey("e");
    boolean stamped = byName.containsKey("a") && byName.containsKey("t");
    return complete && stamped ? Optional.of(byName) : Optional.empty();
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException noBase64) {
      return new byte[0];
    }
  }
}
