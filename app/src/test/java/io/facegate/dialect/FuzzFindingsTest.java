package io.facegate.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.access.AccessConfig;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Inputs that {@link DialectFuzz} came upon. Those in {@code memory} are requests asked one after
 * the other, with what became of the last ({@code -Dgolden=rewrite} writes it anew); those in
 * {@code socket} are all that came over a connection.
 */
class FuzzFindingsTest {
  private static final Path ROOT = Path.of("src/test/resources/fuzz");

  @TempDir private Path folder;

  static Stream<String> memory() throws IOException {
    return names("memory");
  }

  static Stream<String> socket() throws IOException {
    return names("socket");
  }

  @ParameterizedTest
  @MethodSource("memory")
  void endAsTheyDid(String name) throws IOException {
    Path found = ROOT.resolve("memory").resolve(name);
    String last = "";
    try (FuzzRig rig = new FuzzRig(folder, 0);
        Stream<Path> files = Files.list(found)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".http")).sorted().toList()) {
        Answer answer = rig.answer(FuzzRequest.parse(Files.readAllBytes(file)));
        assertEquals(Optional.empty(), FuzzChecks.complaint(answer, rig.heard()), file.toString());
        last = FuzzTally.kind(rig.heard(), CorpusCase.code(answer.json()).asText());
      }
    }
    Path outcome = found.resolve("outcome.txt");
    if ("rewrite".equals(System.getProperty("golden"))) {
      Files.writeString(outcome, last + "\n");
    }
    assertEquals(Files.readString(outcome).strip(), last);
  }

  @ParameterizedTest
  @MethodSource("socket")
  void areAnsweredOverSockets(String name) throws IOException {
    byte[] wire = Files.readAllBytes(ROOT.resolve("socket").resolve(name));
    try (FuzzRig rig = new FuzzRig(folder, 0);
        DialectServer server =
            new DialectServer(
                rig.service(), AccessConfig.defaults(), DialectServer.impatient())) {
      List<FuzzReply> replies = replies(server, wire);
      assertFalse(replies.isEmpty());
      for (FuzzReply reply : replies) {
        assertEquals(Optional.empty(), reply.complaint(wire), reply.toString());
        assertFalse(rig.internalCodes().contains(reply.code()), reply.toString());
      }
      assertTrue(
          server
              .send("GET /face-api/v3/app/list HTTP/1.1\r\nHost: gate\r\n\r\n")
              .body()
              .contains("\"error_code\":0"));
    }
  }

  private static List<FuzzReply> replies(DialectServer server, byte[] wire) throws IOException {
    List<FuzzReply> replies = new ArrayList<>();
    try (Socket socket = server.connect()) {
      socket.getOutputStream().write(wire);
      socket.shutdownOutput();
      InputStream in = new BufferedInputStream(socket.getInputStream());
      Optional<FuzzReply> reply = FuzzReply.read(in, false);
      while (reply.isPresent()) {
        replies.add(reply.get());
        reply = FuzzReply.read(in, false);
      }
    }
    return replies;
  }

  private static Stream<String> names(String kind) throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve(kind))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }
}
