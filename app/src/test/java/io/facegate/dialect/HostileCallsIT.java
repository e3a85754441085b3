package io.facegate.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.access.AccessConfig;
import io.facegate.access.AddressRange;
import io.facegate.access.Secret;
import io.facegate.testing.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Callers who send what they should not: each gets the dialect's own error, and nobody else any.
 */
class HostileCallsIT {
  private static final String DETECT = "/face-api/v3/face/detect?appid=door";
  private static final String APPS =
      "GET /face-api/v3/app/list HTTP/1.1\r\nHost: gate\r\nConnection: close\r\n\r\n";

  private final CannedFaceService canned = new CannedFaceService();
  private DialectServer server;

  @BeforeEach
  void start() throws IOException {
    canned.can(CannedFaceService.MAPPER.readTree("{\"returns\": []}"));
    server =
        new DialectServer(canned.service(), AccessConfig.defaults(), DialectServer.impatient());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void brokenBodies() throws IOException {
    byte[] invalidUtf8 = {'{', '"', (byte) 0xff, '"', ':', '1', '}'};
    byte[] overlong = {'{', '"', (byte) 0xc0, (byte) 0xaf, '"', ':', '1', '}'};
    byte[] utf16 = "{}".getBytes(StandardCharsets.UTF_16BE);
    List<byte[]> bodies = new ArrayList<>(List.of(invalidUtf8, overlong, utf16, new byte[0]));
    for (String text :
        List.of(
            "{", "{\"image\":\"abc", "nonsense", "image=abc&image_type=BASE64", "{} {}", "[", "%7B",
            "%zz", "null", "1", "\"a\"", "{\"a\":01}", "{\"a\":NaN}", "{'a':1}", "\u0000",
            "[".repeat(100_000), "[" + "[],".repeat(100_000) + "1]",
            "{\"a\":".repeat(10_000), "{\"a\":" + "9".repeat(5000) + "}",
            "{\"" + "k".repeat(5000) + "\":1}")) {
      bodies.add(text.getBytes(StandardCharsets.UTF_8));
    }
    for (byte[] body : bodies) {
      assertCode(222200, server.post(DETECT, "application/json", body));
    }
  }

  @Test
  void bodyTooLargeIsAnsweredAtOnceAndSeen() throws IOException {
    byte[] body = new byte[3 << 20];
    assertCode(222304, server.post(DETECT, "application/json", body));
    assertCode(222304, server.post(DETECT, "application/json", new byte[(1 << 20) + 1]));
    String head = "POST " + DETECT + " HTTP/1.1\r\nHost: gate\r\nContent-Length: 1500000\r\n\r\n{";
    assertCode(222304, server.send(head));
  }

  @Test
  void muchTooLargeBodyIsTakenInBehindTheAnswer() throws IOException {
    try (Socket socket = server.connect()) {
      OutputStream out = socket.getOutputStream();
      String head =
          "POST " + DETECT + " HTTP/1.1\r\nHost: gate\r\nContent-Length: " + (6 << 20)
              + "\r\n\r\n";
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.write(new byte[1 << 20]);
      assertCode(222304, DialectServer.reply(socket.getInputStream()));
      out.write(new byte[5 << 20]);
      assertEquals(-1, socket.getInputStream().read());
    }
  }

  @Test
  void whoAsksToCloseSeesTheEnd() throws IOException {
    try (Socket socket = server.connect()) {
      String request =
          "POST " + DETECT + " HTTP/1.1\r\nHost: gate\r\nConnection: close\r\n"
              + "Content-Length: 2\r\n\r\n{}";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
      assertTrue(answer.endsWith("}"), answer);
    }
  }

  @Test
  void bodyTooLargeInChunks() throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(
        ("POST " + DETECT + " HTTP/1.1\r\nHost: gate\r\nTransfer-Encoding: chunked\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < 24; i++) {
      request.writeBytes("10000\r\n".getBytes(StandardCharsets.US_ASCII));
      request.writeBytes(new byte[0x10000]);
      request.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    request.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    assertCode(222304, server.send(request.toByteArray()));
    assertCode(
        222304,
        server.send(
            "POST " + DETECT + " HTTP/1.1\r\nHost: gate\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "7fffffff\r\nabc"));
  }

  @Test
  void bodyThatStopsComing() throws IOException {
    String head = "POST " + DETECT + " HTTP/1.1\r\nHost: gate\r\nContent-Length: 1000\r\n\r\n{\"a";
    assertCode(222200, server.send(head));
  }

  @Test
  void bodyThatDrips() throws IOException {
    try (Socket socket = server.connect()) {
      OutputStream out = socket.getOutputStream();
      String head =
          "POST " + DETECT + " HTTP/1.1\r\nHost: gate\r\nContent-Length: 100000\r\n\r\n";
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      Await.until(
          Duration.ofSeconds(15),
          () -> !drips(out) || available(socket) > 0,
          "an end to a dripping body");
    }
    assertCode(0, server.send(APPS));
  }

  @Test
  void othersBesideTheDialectsAreUnderTheSameLimits() throws IOException {
    assertEquals("900", server.post("/guest", "image/jpeg", new byte[900]).body());
    assertEquals(
        "BODY_TOO_LARGE", server.post("/guest", "image/jpeg", new byte[2 << 20]).body());
    String head = "POST /guest HTTP/1.1\r\nHost: gate\r\nContent-Length: 900\r\n\r\nabc";
    assertEquals("BODY_UNREADABLE", server.send(head).body());
  }

  @Test
  void twoLengthsOfOneBody() throws IOException {
    String start = "POST " + DETECT + " HTTP/1.1\r\nHost: gate\r\nContent-Length: 2\r\n";
    assertCode(222200, server.send(start + "Content-Length: 3\r\n\r\n{}x"));
    assertCode(222200, server.send(start + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"));
  }

  @Test
  void plainListenerSpeaksNothingButHttp1() throws IOException {
    String preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    assertTrue(server.send(preface).head().startsWith("HTTP/1.1 "));
    String upgrade = "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n";
    assertCode(0, server.send(APPS.replace("\r\n\r\n", "\r\n" + upgrade + "\r\n")));
  }

  @Test
  void headThatStopsComing() throws IOException {
    try (Socket socket = server.connect()) {
      socket.getOutputStream().write("POST /face-api/v3/fa".getBytes(StandardCharsets.US_ASCII));
      assertCode(0, server.send(APPS));
      String rest = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(rest.isEmpty() || rest.contains("error_code"), rest);
    }
  }

  @Test
  void malformedHeads() throws IOException {
    for (String request :
        List.of(
            "nonsense\r\n\r\n",
            "GET /face-api/v3/app/list HTTP/9.9\r\nHost: gate\r\n\r\n",
            "GET /face-api/v3/app/list?a=<b> HTTP/1.1\r\nHost: gate\r\n\r\n",
            "POST " + DETECT + " HTTP/1.1\r\nHost: gate\r\nContent-Length: many\r\n\r\n",
            "POST " + DETECT + " HTTP/1.1\r\nHost: gate\r\nContent-Length: -5\r\n\r\n{}",
            "GET /face-api/v3/app/list HTTP/1.1\r\nHost: gate\r\nX: " + "y".repeat(50_000)
                + "\r\n\r\n",
            "GET /face-api/" + "a".repeat(50_000) + " HTTP/1.1\r\nHost: gate\r\n\r\n")) {
      DialectServer.Reply reply = server.send(request);
      assertEquals(200, reply.status(), request.substring(0, Math.min(60, request.length())));
      assertTrue(json(reply).get("error_code").asInt() != 0, reply.body());
    }
  }

  @Test
  void otherMethodsAndPaths() throws IOException {
    for (String method : List.of("GET", "PUT", "DELETE", "OPTIONS", "PATCH")) {
      String request =
          method + " " + DETECT + " HTTP/1.1\r\nHost: gate\r\nConnection: close\r\n\r\n";
      assertCode(3, server.send(request));
    }
    assertCode(3, server.post("/face-api/v3/face/guess?appid=door", "text/plain", new byte[9]));
    assertCode(3, server.post("/face-api/v3/%2e%2e/x", "text/plain", new byte[9]));
    assertCode(0, server.post(DETECT, "text/plain", bigBody()));
    assertCode(222200, server.post("/api//face-api/v3/face/detect/?appid=a", "", new byte[1]));
    DialectServer.Reply head =
        server.send("HEAD " + DETECT + " HTTP/1.1\r\nHost: gate\r\nConnection: close\r\n\r\n");
    assertEquals(200, head.status());
  }

  @Test
  void connectionServesOnAfterAnError() throws IOException {
    try (Socket socket = server.connect()) {
      for (int i = 0; i < 3; i++) {
        String request =
            "POST " + DETECT + " HTTP/1.1\r\nHost: gate\r\nContent-Length: 3\r\n\r\n{{{";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        assertCode(222200, DialectServer.reply(socket.getInputStream()));
      }
    }
  }

  @Test
  void callersWhoAskAreToldToGoOn() throws IOException {
    byte[] body = bigBody();
    String head =
        "POST " + DETECT + " HTTP/1.1\r\nHost: gate\r\nExpect: 100-continue\r\nContent-Length: ";
    try (Socket socket = server.connect()) {
      OutputStream out = socket.getOutputStream();
      out.write((head + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      assertEquals(100, DialectServer.reply(socket.getInputStream()).status());
      out.write(body);
      assertCode(0, DialectServer.reply(socket.getInputStream()));
    }
    assertCode(222304, server.send(head + (2 << 20) + "\r\n\r\n"));
  }

  @Test
  void bodiesTogetherAreBounded() throws Exception {
    HttpLimits narrow =
        new HttpLimits(
            1 << 20, 4 << 20, 16, 64, Duration.ofSeconds(4), Duration.ofSeconds(4),
            Duration.ofSeconds(60));
    String open =
        "POST " + DETECT + " HTTP/1.1\r\nHost: gate\r\nTransfer-Encoding: chunked\r\n\r\n";
    try (DialectServer small =
            new DialectServer(canned.service(), AccessConfig.defaults(), narrow);
        Socket one = small.connect();
        Socket two = small.connect()) {
      one.getOutputStream().write(open.getBytes(StandardCharsets.US_ASCII));
      two.getOutputStream().write(open.getBytes(StandardCharsets.US_ASCII));
      /* Were a third asked at once, it might take the room before the second does. */
      Thread.sleep(Duration.ofMillis(800));
      assertEquals(2, code(small), "too many bodies");
      assertCode(222200, DialectServer.reply(one.getInputStream()));
      assertCode(222200, DialectServer.reply(two.getInputStream()));
      assertEquals(222200, code(small), "room again");
    }
  }

  @Test
  void strangersAreTurnedAwayUnread() throws IOException {
    AccessConfig tokens =
        new AccessConfig(
            List.of(AddressRange.parse("10.9.9.9")), List.of(Secret.of("open sesame")));
    try (DialectServer guarded =
        new DialectServer(canned.service(), tokens, DialectServer.impatient())) {
      assertCode(110, guarded.post(DETECT, "application/json", new byte[2 << 20]));
      String forged = APPS.replace("\r\n\r\n", "\r\nX-Forwarded-For: 10.9.9.9\r\n\r\n");
      assertCode(110, guarded.send(forged));
      String known = APPS.replace("\r\n\r\n", "\r\nAuthorization: bearer open sesame\r\n\r\n");
      assertCode(0, guarded.send(known));
    }
    AccessConfig networks = new AccessConfig(List.of(AddressRange.parse("10.9.9.9")), List.of());
    try (DialectServer closed =
        new DialectServer(canned.service(), networks, DialectServer.impatient())) {
      assertCode(6, closed.send(APPS));
    }
  }

  @Test
  void strangersWhoSendSlowlyKeepNobodyElseWaiting() throws IOException {
    HttpLimits few =
        new HttpLimits(
            1 << 20, 8 << 20, 4, 4096, Duration.ofSeconds(20), Duration.ofSeconds(20),
            Duration.ofSeconds(60));
    String slow = "POST /stranger HTTP/1.1\r\nHost: gate\r\nContent-Length: 900\r\n\r\nabc";
    List<Socket> sockets = new ArrayList<>();
    try (DialectServer small =
        new DialectServer(canned.service(), AccessConfig.defaults(), few)) {
      for (int i = 0; i < DialectRouter.GUESTS_MAX; i++) {
        sockets.add(sending(small, slow));
      }
      /* Whoever asks takes a place, too, and may have cost any number of the slow ones theirs. */
      Await.until(
          Duration.ofSeconds(10),
          () -> {
            boolean taken = stranger(small, "x").equals("OVERLOADED");
            if (!taken) {
              sockets.add(sending(small, slow));
            }
            return taken;
          },
          "places for strangers are taken");
      assertEquals("0", stranger(small, ""));
      assertCode(0, small.send(APPS));
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  private static Socket sending(DialectServer server, String text) {
    try {
      Socket socket = server.connect();
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      return socket;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String stranger(DialectServer server, String body) {
    try {
      return server.post("/stranger", "", body.getBytes(StandardCharsets.US_ASCII)).body();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static int code(DialectServer server) {
    try {
      return json(server.post(DETECT, "text/plain", new byte[] {'{'})).get("error_code").asInt();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Well over what arrives in one piece. */
  private static byte[] bigBody() {
    String image = "QUJD".repeat(200_000);
    return ("{\"image\":\"" + image + "\",\"image_type\":\"BASE64\"}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static boolean drips(OutputStream out) {
    try {
      out.write(' ');
      out.flush();
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  private static int available(Socket socket) {
    try {
      return socket.getInputStream().available();
    } catch (IOException closed) {
      return 1;
    }
  }

  private static void assertCode(int code, DialectServer.Reply reply) throws IOException {
    assertEquals(200, reply.status(), reply.head());
    assertEquals(code, json(reply).path("error_code").asInt(-1), reply.body());
  }

  private static JsonNode json(DialectServer.Reply reply) throws IOException {
    return CannedFaceService.MAPPER.readTree(reply.body());
  }
}
