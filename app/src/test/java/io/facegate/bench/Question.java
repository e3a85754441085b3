package io.facegate.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A request to one of the APIs.
 *
 * @param query names and values that need no encoding
 * @param headers by lower-case name
 */
@SuppressWarnings("ArrayRecordComponent")
record Question(
    String path, Map<String, String> query, Map<String, String> headers, byte[] body) {

  /** The request as it goes over the wire. */
  byte[] raw() {
    String parameters =
        query.entrySet().stream()
            .map(one -> one.getKey() + "=" + one.getValue())
            .collect(Collectors.joining("&"));
    StringBuilder head = new StringBuilder();
    head.append("POST ").append(path).append(parameters.isEmpty() ? "" : "?" + parameters);
    head.append(" HTTP/1.1\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("content-length: ").append(body.length).append("\r\n\r\n");
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(head.toString().getBytes(UTF_8));
    request.writeBytes(body);
    return request.toByteArray();
  }
}
