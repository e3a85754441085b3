package io.facegate.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.testing.GatewayProcess;
import io.facegate.testing.people.Caller;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As many and as large pictures as may be sent, by several at a time, do not end the process. */
class LargePicturesIT {
  private static final int SIDE_PX = 5000;
  private static final int FILE_BYTES = 540_000;
  private static final int PICTURES = 20;
  private static final int CALLERS = 6;

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir private Path folder;

  @Test
  void memoryOfAllTogetherIsBounded() throws Exception {
    byte[] body = body();
    try (GatewayProcess gateway = GatewayProcess.start(folder, "log: {level: error}\n");
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      String token = token(gateway, gateway.key("app", "10000379"));
      String path = "/rest/2.0/face/v2/match?access_token=" + token;
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        answers.add(callers.submit(() -> post(gateway, path, body)));
      }
      int served = 0;
      for (Future<String> answer : answers) {
        String said = answer.get();
        boolean busy = said.contains("\"error_code\":2,");
        assertTrue(busy || said.contains("\"error_code\":"), said);
        served += busy ? 0 : 1;
      }
      assertTrue(served > 0, "nobody was served");
      assertEquals("", gateway.log().lines().filter(l -> l.contains("OutOf")).findAny().orElse(""));
    }
  }

  private String post(GatewayProcess gateway, String path, byte[] body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(gateway.api(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private String token(GatewayProcess gateway, Caller caller) throws Exception {
    String form =
        "grant_type=client_credentials&client_id=%s&client_secret=%s"
            .formatted(caller.keyId(), caller.secret());
    Matcher token =
        Pattern.compile("\"access_token\":\"([^\"]+)\"")
            .matcher(
                post(gateway, "/oauth/2.0/token", form.getBytes(StandardCharsets.US_ASCII)));
    assertTrue(token.find());
    return token.group(1);
  }

  /* What stands behind the end of a JPEG is nobody's, and makes it as large as photos are. */
  private static byte[] body() throws IOException {
    BufferedImage blank = new BufferedImage(SIDE_PX, SIDE_PX, BufferedImage.TYPE_BYTE_GRAY);
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(blank, "jpg", jpeg);
    byte[] padded = Arrays.copyOf(jpeg.toByteArray(), FILE_BYTES);
    String base64 = Base64.getEncoder().encodeToString(padded);
    String images = String.join(",", Collections.nCopies(PICTURES, base64));
    return ("images=" + URLEncoder.encode(images, StandardCharsets.US_ASCII))
        .getBytes(StandardCharsets.US_ASCII);
  }
}
