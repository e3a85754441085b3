package io.facegate.dialect;

import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;

/**
 * A request as it came in, its body not yet read.
 *
 * @param path decoded, with leading slash
 * @param query decoded
 * @param headers by lower-case name; the first of each
 * @param remote the other end of the connection
 * @param bodyBytes as declared; 0 without body, -1 when not declared (chunked), or
 *     LENGTH_MALFORMED
 */
public record HttpRequest(
    String method,
    String path,
    Map<String, List<String>> query,
    Map<String, String> headers,
    InetAddress remote,
    long bodyBytes,
    InputStream body) {
  /** Stands for a declared length that is none. */
  static final long LENGTH_MALFORMED = -2;

  /** A header's value, or empty. */
  String header(String lowerCaseName) {
    return headers.getOrDefault(lowerCaseName, "");
  }
}
