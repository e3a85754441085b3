package io.facegate.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.facegate.access.AccessConfig;
import io.facegate.access.AccessPolicy;
import io.facegate.access.Allowance;
import io.facegate.access.ApiKey;
import io.facegate.access.KeyRing;
import io.facegate.access.KeyTerms;
import io.facegate.access.SetClock;
import io.facegate.dialect.bfr.BfrDialect;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one operation whose document counts the access token among the parameters of the body. */
class FaceAttributeTokenTest {
  private static final int NO_FACE = 216402;
  private static final int NO_TOKEN = 100;
  private static final String PICTURE = "/9j/4AAQSkZJRgABAQAAAQABAAD/4QDKRXhpZgAATU0A";

  @Test
  void tokenInTheBody(@TempDir Path folder) throws IOException {
    try (KeyRing ring = new KeyRing(folder, new SetClock("2026-11-21T10:00:00Z"))) {
      ApiKey key =
          ring.store()
              .create(
                  new KeyTerms(
                      "lobby", "10000379", Set.of(), Set.of(), Allowance.UNLIMITED, ""));
      String token = ring.token(key);
      DialectRouter router = router(ring);
      String picture = "image=" + PICTURE.replace("/", "%2F");
      assertEquals(NO_FACE, post(router, picture + "&access_token=" + token));
      assertEquals(
          NO_FACE,
          post(
              router,
              "{\"access_token\": \"%s\", \"image\": \"%s\"}".formatted(token, PICTURE)));
      assertEquals(NO_TOKEN, post(router, picture));
    }
  }

  private static DialectRouter router(KeyRing ring) throws IOException {
    CannedFaceService canned = new CannedFaceService();
    canned.can(CannedFaceService.MAPPER.readTree("{\"fails\":\"NO_FACE\"}"));
    return new DialectRouter(
        List.of(new BfrDialect()),
        canned.service(),
        new KeyGatekeeper(
            new NetworkGatekeeper(new AccessPolicy(AccessConfig.defaults())),
            ring.tokens(),
            ring.bce(),
            ring.youtu(),
            ring.limits(0)),
        (dialect, operation, outcome, took) -> {},
        HttpLimits.defaults(),
        InstantSource.system());
  }

  private static int post(DialectRouter router, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
    return router
        .answer(
            new HttpRequest(
                "POST",
                "/api/v1/faceattribute",
                Map.of(),
                Map.of(),
                InetAddress.getLoopbackAddress(),
                bytes.length,
                new ByteArrayInputStream(bytes)))
        .json()
        .path("error_code")
        .asInt();
  }
}
