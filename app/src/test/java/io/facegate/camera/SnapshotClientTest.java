package io.facegate.camera;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Fetching pictures from servers that behave as cameras do. */
class SnapshotClientTest {
  private static final byte[] PICTURE = FakeFaceService.jpegOf(0);
  private static final Credentials ADMIN = new Credentials("admin", "p\"ss: w\\rd");
  private static final int BYTES_MAX = 1000;

  private static SnapshotClient client(URI address, @Nullable Credentials credentials) {
    return new SnapshotClient(
        new SourceConfig.Snapshot(
            address,
            credentials,
            Duration.ofMillis(10),
            Duration.ofSeconds(5),
            Duration.ofMillis(500),
            BYTES_MAX,
            new TlsTrust.Authorities()));
  }

  private static HttpReply fetch(RudeServer.Answers answers) throws IOException {
    try (RudeServer server = RudeServer.answering(answers);
        SnapshotClient client = client(server.address(), null)) {
      return client.fetch();
    }
  }

  private static HttpReply talk(RudeServer.Manners manners) throws IOException {
    try (RudeServer server = new RudeServer(manners);
        SnapshotClient client = client(server.address(), null)) {
      return client.fetch();
    }
  }

  private static String challenge(String nonce, String more) {
    return "WWW-Authenticate: Digest realm=\"cam\", qop=\"auth\", nonce=\"" + nonce + "\"" + more;
  }

  /* The server's side of RFC 7616, by the client's own mathematics, which HttpLoginTest checks. */
  private static boolean rightful(String nonce, String more, Map<String, String> request) {
    String sent = request.getOrDefault("Authorization", "");
    AuthChallenge given = AuthChallenge.parse(List.of(sent)).getFirst();
    AuthChallenge challenge =
        AuthChallenge.parse(
                List.of(challenge(nonce, more).substring("WWW-Authenticate: ".length())))
            .getFirst();
    HttpLogin login = new HttpLogin(ADMIN, challenge, () -> given.get("cnonce"));
    String expected = "";
    for (int count = Integer.parseInt(given.get("nc"), 16); count > 0; count--) {
      expected = login.authorize("GET", given.get("uri"));
    }
    return sent.equals(expected) && request.get("").startsWith("GET " + given.get("uri") + " ");
  }

  @Test
  void aPictureIsFetchedOverOneKeptConnection() throws IOException {
    try (RudeServer server =
            RudeServer.answering((talk, request) -> talk.say("200 OK", PICTURE));
        SnapshotClient client = client(server.address(), null)) {
      for (int i = 0; i < 5; i++) {
        assertArrayEquals(PICTURE, client.fetch().body());
      }
      assertEquals(1, server.connections.get());
    }
  }

  @Test
  void digestIsTakenWhenBothAreOfferedAndANonceStaysOnItsConnection() throws IOException {
    Set<String> strayed = ConcurrentHashMap.newKeySet();
    try (RudeServer server =
            new RudeServer(
                talk -> {
                  String nonce = "nonce-" + talk.number;
                  /* Three requests, and the connection is over. */
                  for (int i = 0; i < 3; i++) {
                    Map<String, String> request = talk.hear().orElseThrow();
                    String sent = request.getOrDefault("Authorization", "");
                    if (!sent.isEmpty() && !sent.contains(nonce)) {
                      strayed.add(sent);
                    }
                    if (sent.contains(nonce) && rightful(nonce, ", algorithm=SHA-256", request)) {
                      talk.say("200 OK", PICTURE);
                    } else {
                      talk.say(
                          "401 Unauthorized",
                          new byte[0],
                          "WWW-Authenticate: Basic realm=\"cam\"",
                          challenge(nonce, ""),
                          challenge(nonce, ", algorithm=SHA-256"));
                    }
                  }
                });
        SnapshotClient client = client(server.address(), ADMIN)) {
      for (int i = 0; i < 6; i++) {
        assertEquals(200, client.fetch().status());
      }
      assertEquals(Set.of(), strayed);
      assertEquals(3, server.connections.get());
    }
  }

  @Test
  void aCameraThatClosesAfterEachAnswerIsLoggedInto() throws IOException {
    try (RudeServer server =
            new RudeServer(
                talk -> {
                  Map<String, String> request = talk.hear().orElseThrow();
                  boolean known = request.containsKey("Authorization");
                  talk.say(
                      known && rightful("fixed", "", request) ? "200 OK" : "401 Unauthorized",
                      PICTURE,
                      "Connection: close",
                      challenge("fixed", ""));
                });
        SnapshotClient client = client(server.address(), ADMIN)) {
      assertEquals(200, client.fetch().status());
      assertEquals(200, client.fetch().status());
      assertEquals(4, server.connections.get());
    }
  }

  @Test
  void anOldNonceIsReplaced() throws IOException {
    List<String> nonces = new ArrayList<>();
    try (RudeServer server =
            RudeServer.answering(
                (talk, request) -> {
                  String nonce = "nonce-" + (nonces.size() / 2);
                  nonces.add(nonce);
                  boolean right =
                      request.getOrDefault("Authorization", "").contains(nonce)
                          && rightful(nonce, "", request);
                  String stale = nonces.size() > 2 ? ", stale=true" : "";
                  talk.say(
                      right ? "200 OK" : "401 Unauthorized", PICTURE, challenge(nonce, stale));
                });
        SnapshotClient client = client(server.address(), ADMIN)) {
      assertEquals(200, client.fetch().status());
      assertEquals(200, client.fetch().status());
      assertEquals(4, server.requests.get());
    }
  }

  @Test
  void wrongCredentialsAreTriedOnce() throws IOException {
    try (RudeServer server =
            RudeServer.answering(
                (talk, request) ->
                    talk.say("401 Unauthorized", PICTURE, challenge("new each time", "")));
        SnapshotClient client = client(server.address(), ADMIN)) {
      assertEquals(401, client.fetch().status());
      assertEquals(2, server.requests.get());
    }
  }

  @Test
  void basicIsTakenWhereNothingElseIsOffered() throws IOException {
    Set<String> sent = new HashSet<>();
    try (RudeServer server =
            RudeServer.answering(
                (talk, request) -> {
                  sent.add(request.getOrDefault("Authorization", "none"));
                  talk.say(
                      request.containsKey("Authorization") ? "200 OK" : "401 Unauthorized",
                      PICTURE,
                      "WWW-Authenticate: Basic realm=\"cam\"");
                });
        SnapshotClient client = client(server.address(), new Credentials("a", "b"))) {
      assertEquals(200, client.fetch().status());
      assertEquals(200, client.fetch().status());
      assertEquals(Set.of("none", "Basic YTpi"), sent);
      assertEquals(3, server.requests.get());
    }
  }

  @Test
  void chunksAndBodiesWithoutLengthAreRead() throws IOException {
    assertArrayEquals(
        PICTURE,
        talk(
                talk -> {
                  talk.hear();
                  talk.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\n");
                  talk.raw(new byte[] {PICTURE[0], PICTURE[1]});
                  talk.raw("\r\n4\r\n");
                  talk.raw(new byte[] {PICTURE[2], PICTURE[3], PICTURE[4], PICTURE[5]});
                  talk.raw("\r\n0\r\nTrailer: x\r\n\r\n");
                })
            .body());
    assertArrayEquals(
        PICTURE,
        talk(
                talk -> {
                  talk.hear();
                  talk.raw("HTTP/1.0 200 OK\n\n");
                  talk.raw(PICTURE);
                })
            .body());
  }

  @Test
  void silenceHalfABodyAndDripsEndInTime() {
    assertThrows(SocketTimeoutException.class, () -> talk(RudeServer.Talk::hang));
    assertThrows(
        SocketTimeoutException.class,
        () ->
            talk(
                talk -> {
                  talk.hear();
                  talk.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
                  talk.hang();
                }));
    assertThrows(
        SocketTimeoutException.class,
        () ->
            talk(
                talk -> {
                  talk.hear();
                  talk.raw("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n");
                  for (int i = 0; i < 900; i++) {
                    talk.raw("x");
                    Thread.sleep(10);
                  }
                }));
  }

  @Test
  void whatIsTooLargeIsNotRead() {
    Set<String> words = new HashSet<>();
    for (String head :
        List.of(
            "Content-Length: 99999999999\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\nfffff\r\n",
            "\r\n" + "x".repeat(BYTES_MAX + 1))) {
      IOException failure =
          assertThrows(
              IOException.class,
              () ->
                  talk(
                      talk -> {
                        talk.hear();
                        talk.raw("HTTP/1.1 200 OK\r\n" + head);
                        talk.hang();
                      }));
      words.add(failure.getMessage());
    }
    assertEquals(Set.of("the picture has more than 1000 bytes"), words);
  }

  @Test
  void whatIsNotHttpIsRefused() {
    for (String babble :
        List.of("SSH-2.0-OpenSSH\r\n", "\r\n\r\n", "HTTP/1.1 9000 OVER\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
            "HTTP/1.1 200 OK\r\nX: " + "x".repeat(9000) + "\r\n\r\n",
            "HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(200) + "\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort")) {
      assertThrows(IOException.class, () -> talk(talk -> {
        talk.hear();
        talk.raw(babble);
      }), babble);
    }
  }

  @Test
  void redirectsAreFollowedWithinTheCameraOnly() throws IOException {
    HttpReply reply =
        fetch(
            (talk, request) -> {
              if (request.get("").startsWith("GET /moved?x=1 ")) {
                talk.say("200 OK", PICTURE);
              } else {
                talk.say("302 Found", new byte[0], "Location: /moved?x=1");
              }
            });
    assertEquals(200, reply.status());
    for (String elsewhere : List.of("http://127.0.0.1:1/x", "https://localhost/", "//evil/", ":")) {
      IOException failure =
          assertThrows(
              IOException.class,
              () ->
                  fetch(
                      (talk, request) ->
                          talk.say("302 Found", new byte[0], "Location: " + elsewhere)));
      assertTrue(failure.getMessage().startsWith("the camera redirects"), failure.getMessage());
    }
    assertThrows(
        IOException.class,
        () -> fetch((talk, request) -> talk.say("302 Found", new byte[0], "Location: /round")));
  }
}
