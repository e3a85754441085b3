package io.facegate.dialect;

import io.facegate.access.SignedRequest;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.HashMap;
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
 * @param asSent the same, not decoded, as signatures cover it
 */
public record HttpRequest(
    String method,
    String path,
    Map<String, List<String>> query,
    Map<String, String> headers,
    InetAddress remote,
    long bodyBytes,
    InputStream body,
    SignedRequest asSent) {
  /** Stands for a declared length that is none. */
  static final long LENGTH_MALFORMED = -2;

  /** A request of which it does not matter how it was encoded. */
  public HttpRequest(
      String method,
      String path,
      Map<String, List<String>> query,
      Map<String, String> headers,
      InetAddress remote,
      long bodyBytes,
      InputStream body) {
    this(
        method,
        path,
        query,
        headers,
        remote,
        bodyBytes,
        body,
        new SignedRequest(method, path, "", single(headers)));
  }

  /** A header's value, or empty. */
  String header(String lowerCaseName) {
    return headers.getOrDefault(lowerCaseName, "");
  }

  /** A query parameter's first value, or empty. */
  String parameter(String name) {
    List<String> values = query.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.getFirst();
  }

  /** The same request, with a parameter as if it had come in the query. */
  HttpRequest with(String name, String value) {
    Map<String, List<String>> more = new HashMap<>(query);
    more.put(name, List.of(value));
    return new HttpRequest(
        method, path, more, headers, remote, bodyBytes, body, asSent);
  }

  private static Map<String, List<String>> single(Map<String, String> headers) {
    Map<String, List<String>> lists = new HashMap<>();
    headers.forEach((name, value) -> lists.put(name, List.of(value)));
    return lists;
  }
}
