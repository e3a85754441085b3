package io.facegate.dialect;

import io.facegate.access.SignedRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request of which everything may be wrong. Its head is text in which each character is a byte.
 *
 * @param target path and query, as on the wire
 * @param headers whole lines
 * @param body not chunked, whatever the headers say
 */
record FuzzRequest(String method, String target, List<String> headers, Bytes body) {

  /** Bytes that nobody changes. */
  static final class Bytes {
    private final byte[] array;

    Bytes(byte... array) {
      this.array = array;
    }

    /** The bytes themselves. */
    byte[] array() {
      return array;
    }

    static Bytes of(String text) {
      return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    int length() {
      return array.length;
    }

    /** Each byte as one character. */
    String latin() {
      return latin(array);
    }

    static String latin(byte[] bytes) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static Bytes ofLatin(String text) {
      return new Bytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  /** Reads what {@link #wire} wrote, or the like with bare line ends. */
  static FuzzRequest parse(byte[] wire) {
    String text = new String(wire, StandardCharsets.ISO_8859_1);
    int bare = text.indexOf("\n\n");
    int full = text.indexOf("\r\n\r\n");
    boolean isFull = full >= 0 && (bare < 0 || full < bare);
    int end = isFull ? full : bare < 0 ? text.length() : bare;
    String body = text.substring(Math.min(text.length(), end + (isFull ? 4 : 2)));
    List<String> lines = text.substring(0, end).lines().toList();
    String line = lines.getFirst();
    int space = line.indexOf(' ');
    return new FuzzRequest(
        line.substring(0, space),
        line.substring(space + 1).replaceFirst(" HTTP/[0-9.]+$", ""),
        new ArrayList<>(lines.subList(1, lines.size())),
        Bytes.ofLatin(body));
  }

  /** The bytes of it, with nothing added. */
  byte[] wire() {
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    headers.forEach(line -> head.append(line).append("\r\n"));
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    wire.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    wire.writeBytes(body.array());
    return wire.toByteArray();
  }

  FuzzRequest withMethod(String other) {
    return new FuzzRequest(other, target, headers, body);
  }

  FuzzRequest withTarget(String other) {
    return new FuzzRequest(method, other, headers, body);
  }

  FuzzRequest withHeaders(List<String> others) {
    return new FuzzRequest(method, target, others, body);
  }

  FuzzRequest withBody(Bytes other) {
    return new FuzzRequest(method, target, headers, other);
  }

  FuzzRequest withBody(String other) {
    return withBody(Bytes.of(other));
  }

  /** With a header instead of all of its name. */
  FuzzRequest with(String name, String value) {
    List<String> lines = new ArrayList<>(without(name).headers());
    lines.add(name + ": " + value);
    return withHeaders(lines);
  }

  FuzzRequest without(String name) {
    String start = name.toLowerCase(Locale.ROOT) + ":";
    return withHeaders(
        headers.stream()
            .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith(start))
            .toList());
  }

  Optional<String> header(String name) {
    String start = name.toLowerCase(Locale.ROOT) + ":";
    return headers.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
        .map(line -> line.substring(start.length()).strip())
        .findFirst();
  }

  String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** What stands behind the question mark, or nothing. */
  String query() {
    int query = target.indexOf('?');
    return query < 0 ? "" : target.substring(query + 1);
  }

  /** As a server would hand it over, with the body's true length unless another is declared. */
  HttpRequest received() {
    Map<String, String> named = new HashMap<>();
    Map<String, List<String>> all = new HashMap<>();
    for (String line : headers) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
        String value = line.substring(colon + 1).strip();
        named.putIfAbsent(name, value);
        all.computeIfAbsent(name, absent -> new ArrayList<>()).add(value);
      }
    }
    Map<String, List<String>> parameters = new HashMap<>();
    for (FuzzForm.Pair pair : FuzzForm.pairs(query())) {
      parameters
          .computeIfAbsent(pair.name(), name -> new ArrayList<>())
          .add(new String(pair.value().array(), StandardCharsets.UTF_8));
    }
    return new HttpRequest(
        method,
        new String(FuzzForm.decoded(path(), false), StandardCharsets.UTF_8),
        parameters,
        named,
        InetAddress.getLoopbackAddress(),
        declared(named),
        new ByteArrayInputStream(body.array()),
        new SignedRequest(method, path(), query(), all));
  }

  private long declared(Map<String, String> named) {
    boolean chunked = named.containsKey("transfer-encoding");
    String length = named.get("content-length");
    if (length == null) {
      return chunked ? -1 : body.length();
    }
    boolean isNumber = length.matches("\\d{1,18}");
    return chunked || !isNumber ? HttpRequest.LENGTH_MALFORMED : Long.parseLong(length);
  }
}
