package io.facegate.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegate.access.AccessConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Callers of AIP and BFR who send what they should not, over a socket. */
class HostileFormsIT {
  private static final String IDENTIFY = "/rest/2.0/faceverify/v1/identify?access_token=24.a";
  private static final String ADD = "/api/v1/faceverify/user/add";
  private static final String TYPE = "application/x-www-form-urlencoded";

  private final CannedFaceService canned = new CannedFaceService();
  private DialectServer server;

  @BeforeEach
  void start() throws IOException {
    canned.can(CannedFaceService.MAPPER.readTree("{\"fails\":\"NO_FACE\"}"));
    server =
        new DialectServer(canned.service(), AccessConfig.defaults(), DialectServer.impatient());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void brokenBodies() throws IOException {
    List<byte[]> bodies = new ArrayList<>();
    for (String text :
        List.of(
            "%", "uid=%zz", "%7B", "%7B%22", "{", "{\"uid\":", "{\"uid\":1}{", "{} x", "{uid:1}",
            "{\"a\":1,\"a\":1}", "{\"a\":".repeat(10_000), "{\"a\":[" + "[],".repeat(100_000),
            "a&".repeat(1000), "x".repeat(1000) + "=1", "{\"a\":\"\\ud8\"}")) {
      bodies.add(text.getBytes(StandardCharsets.UTF_8));
    }
    bodies.add(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'});
    bodies.add(new byte[] {(byte) 0xff, '=', '1'});
    for (byte[] body : bodies) {
      assertCode(216100, server.post(IDENTIFY, TYPE, body));
      assertCode(216100, server.post(ADD, TYPE, body));
    }
  }

  @Test
  void nothingToRead() throws IOException {
    for (String text : List.of("", " ", "&&&", "=", "uid", "{}", "\u0000", "[]", "null")) {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      assertCode(216101, server.post(IDENTIFY, "", body));
      assertCode(216101, server.post(ADD, "application/json", body));
    }
  }

  @Test
  void tooLargeTooSlowOrWithTwoLengths() throws IOException {
    assertCode(216202, server.post(IDENTIFY, TYPE, new byte[3 << 20]));
    assertCode(216202, server.post("/rest/2.0/faceverify/v1/faceset/user/get", TYPE,
        "uid=1&".repeat(20_000).getBytes(StandardCharsets.UTF_8)));
    String start = "POST " + IDENTIFY + " HTTP/1.1\r\nHost: gate\r\nContent-Length: ";
    assertCode(216202, server.send(start + "900000000\r\n\r\nuid"));
    assertCode(216100, server.send(start + "1000\r\n\r\nuid=1"));
    assertCode(216100, server.send(start + "3\r\nContent-Length: 4\r\n\r\nuid"));
  }

  @Test
  void otherMethodsAndPaths() throws IOException {
    for (String method : List.of("GET", "PUT", "DELETE", "PATCH", "OPTIONS")) {
      for (String path : List.of(IDENTIFY, ADD)) {
        assertCode(
            3,
            server.send(
                method + " " + path + " HTTP/1.1\r\nHost: gate\r\nConnection: close\r\n\r\n"));
      }
    }
    for (String path :
        List.of(
            "/rest/2.0", "/rest/2.0/", "/rest/2.0/face/v9/detect", "/api/v1/faceverify/user",
            "/api/v1/faceattribute/more", "/rest/2.0/faceverify/v1/%2e%2e/x")) {
      assertCode(3, server.post(path, TYPE, new byte[3]));
    }
    assertCode(216101, server.post("/api/v1//faceverify/%20group/deleteuser/", TYPE, new byte[0]));
  }

  private static void assertCode(int code, DialectServer.Reply reply) throws IOException {
    assertEquals(200, reply.status(), reply.head());
    JsonNode answer = CannedFaceService.MAPPER.readTree(reply.body());
    assertEquals(code, answer.path("error_code").asInt(-1), reply.body());
    assertEquals(13, answer.path("log_id").asText().length(), reply.body());
  }
}
