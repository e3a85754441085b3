package io.facegate.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.facegate.testing.FaceApiClient;
import io.facegate.testing.GatewayProcess;
import io.facegate.testing.Shared;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers who mean harm get an answer in the dialect's words, and the process does not grow. */
class HostileMemoryIT {
  private static final int WARM_UP_ROUNDS = 25;
  private static final int ROUNDS = 75;
  private static final long GROWTH_KIB_MAX = 96 << 10;

  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void memoryStaysFlat() throws Exception {
    List<byte[]> bodies = bodies();
    try (GatewayProcess gateway = GatewayProcess.start(folder, "log: {level: error}\n")) {
      attack(gateway, bodies, WARM_UP_ROUNDS);
      long before = residentKib(gateway);
      attack(gateway, bodies, ROUNDS);
      long after = residentKib(gateway);
      assertTrue(after - before < GROWTH_KIB_MAX, before + " KiB before, " + after + " after");
    }
  }

  private void attack(GatewayProcess gateway, List<byte[]> bodies, int rounds) throws Exception {
    for (int round = 0; round < rounds; round++) {
      for (byte[] body : bodies) {
        HttpRequest request =
            HttpRequest.newBuilder(gateway.api("/face-api/v3/face/detect?appid=default"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<byte[]> answer =
            http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(200, answer.statusCode());
        JsonNode said = json.readTree(answer.body());
        assertNotEquals(0, FaceApiClient.code(said), said.toString());
        assertTrue(said.has("log_id"), said.toString());
      }
    }
  }

  private static List<byte[]> bodies() throws IOException {
    byte[] photo = Files.readAllBytes(Shared.path("faces/groups/2007_007763.jpg"));
    return List.of(
        picture(Arrays.copyOf(photo, photo.length / 2)),
        picture(png(30_000, 30_000)),
        picture(png(Integer.MAX_VALUE, Integer.MAX_VALUE)),
        picture("GIF89a, and no more".getBytes(StandardCharsets.US_ASCII)),
        text("{\"image\":\"" + "A".repeat(9 << 20) + "\",\"image_type\":\"BASE64\"}"),
        text("[".repeat(1 << 20)),
        text("[" + "[],".repeat(2 << 20) + "[]]"),
        text("{\"image\":\"" + "A".repeat(1 << 20)),
        new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1, 2});
  }

  private static byte[] text(String body) {
    return body.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] picture(byte[] encoded) {
    return text(
        "{\"image\":\"%s\",\"image_type\":\"BASE64\"}"
            .formatted(Base64.getEncoder().encodeToString(encoded)));
  }

  /* A PNG that claims a size, and then has nothing to show for it. */
  private static byte[] png(int width, int height) {
    return ByteBuffer.allocate(33)
        .putLong(0x89504E470D0A1A0AL)
        .putInt(13)
        .put("IHDR".getBytes(StandardCharsets.US_ASCII))
        .putInt(width)
        .putInt(height)
        .array();
  }

  private static long residentKib(GatewayProcess gateway) throws IOException {
    Path status = Path.of("/proc/" + gateway.pid() + "/status");
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
