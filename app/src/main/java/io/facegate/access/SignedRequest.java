package io.facegate.access;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The parts of a request that a signature covers, as they came over the wire.
 *
 * @param method in capitals
 * @param rawPath not decoded, without query
 * @param rawQuery not decoded, without its question mark; empty when there is none
 * @param headers by name in any case; HTTP/2's {@code :authority} goes in as {@code host}
 */
public record SignedRequest(
    String method, String rawPath, String rawQuery, Map<String, List<String>> headers) {

  /** Brings header names into lower case. */
  public SignedRequest {
    Map<String, List<String>> lower = new TreeMap<>();
    headers.forEach(
        (name, values) ->
            lower
                .computeIfAbsent(name.toLowerCase(Locale.ROOT), absent -> new ArrayList<>())
                .addAll(values));
    headers = Collections.unmodifiableMap(lower);
  }

  /** The values of a header, named in lower case; empty when it did not come. */
  List<String> values(String name) {
    return headers.getOrDefault(name, List.of());
  }

  @Override
  public String toString() {
    return method + " " + rawPath;
  }
}
