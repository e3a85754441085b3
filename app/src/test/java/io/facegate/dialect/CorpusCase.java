package io.facegate.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A folder with a request as a client sends it, what the use cases answer, and two golden files:
 * what they are asked, and what the client gets. {@code -Dgolden=rewrite} writes these anew.
 */
record CorpusCase(Path folder) {
  private static final Path ROOT = Path.of("src/test/resources/dialect");
  private static final boolean REWRITE = "rewrite".equals(System.getProperty("golden"));

  /** All cases of all dialects. */
  static List<CorpusCase> all() {
    try (Stream<Path> walk = Files.walk(ROOT)) {
      return walk.filter(file -> file.endsWith("request.http"))
          .map(file -> new CorpusCase(file.getParent()))
          .sorted((a, b) -> a.folder.compareTo(b.folder))
          .toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  String name() {
    return ROOT.relativize(folder).toString();
  }

  /** The operation's name, or {@code unknown}. */
  String operation() {
    return folder.getParent().getFileName().toString();
  }

  String dialect() {
    return folder.getParent().getParent().getFileName().toString();
  }

  /** Method, path with query, and protocol. */
  String requestLine() {
    return head().lines().findFirst().orElseThrow();
  }

  List<String> headerLines() {
    return head().lines().skip(1).toList();
  }

  String body() {
    String request = text("request.http");
    int end = request.indexOf("\n\n");
    return end < 0 ? "" : request.substring(end + 2).stripTrailing();
  }

  JsonNode core() throws IOException {
    Path file = folder.resolve("core.json");
    return Files.exists(file)
        ? CannedFaceService.MAPPER.readTree(file.toFile())
        : CannedFaceService.MAPPER.createObjectNode();
  }

  /** The request with another body in the place of its own. */
  HttpRequest request(byte[] body) {
    String[] line = requestLine().split(" ");
    String[] target = line[1].split("\\?", 2);
    Map<String, String> headers = new HashMap<>();
    for (String header : headerLines()) {
      String[] parts = header.split(":", 2);
      headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
    }
    return new HttpRequest(
        line[0],
        URLDecoder.decode(target[0], StandardCharsets.UTF_8),
        target.length > 1 ? query(target[1]) : Map.of(),
        headers,
        InetAddress.getLoopbackAddress(),
        body.length,
        new ByteArrayInputStream(body));
  }

  private static Map<String, List<String>> query(String text) {
    return Stream.of(text.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.groupingBy(
                pair -> pair[0],
                Collectors.mapping(
                    pair ->
                        pair.length < 2 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                    Collectors.toCollection(ArrayList::new))))
        .entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
  }

  /** What stands in an answer's code, by whichever of its names; missing when it has none. */
  static JsonNode code(JsonNode answer) {
    return Stream.of("error_code", "err_no", "code")
        .map(answer::path)
        .filter(code -> !code.isMissingNode())
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  /**
   * Compares with the golden files; numbers and times of requests are checked and set to zero, and
   * packed text is unpacked, for the same text may be packed in several ways.
   */
  void check(JsonNode answer, JsonNode asked) throws IOException {
    JsonNode timeless = answer.deepCopy();
    if (timeless.has("log_id")) {
      assertTrue(timeless.get("log_id").asText().matches("\\d{13}"), "log_id " + timeless);
      ((ObjectNode) timeless).put("log_id", 0);
    }
    if (timeless.has("serverlogid")) {
      assertTrue(timeless.get("serverlogid").isTextual());
      ((ObjectNode) timeless).put("serverlogid", "0");
    }
    if (timeless.has("timestamp")) {
      ((ObjectNode) timeless).put("timestamp", 0);
    }
    for (JsonNode face : timeless.findParents("parsing_info")) {
      ((ObjectNode) face).put("parsing_info", unpacked(face.get("parsing_info").asText()));
    }
    golden("asked.json", asked);
    golden("answer.json", timeless);
  }

  private static String unpacked(String base64) throws IOException {
    byte[] packed = Base64.getDecoder().decode(base64);
    try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return new String(plain.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private void golden(String file, JsonNode actual) throws IOException {
    String pretty = actual.toPrettyString() + "\n";
    if (REWRITE) {
      Files.writeString(folder.resolve(file), pretty);
    }
    assertEquals(text(file), pretty, name() + "/" + file);
  }

  private String head() {
    String request = text("request.http");
    int end = request.indexOf("\n\n");
    return end < 0 ? request.strip() : request.substring(0, end);
  }

  private String text(String file) {
    try {
      return Files.readString(folder.resolve(file), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
