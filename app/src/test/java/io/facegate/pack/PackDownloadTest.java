package io.facegate.pack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.inference.CommercialUse;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackDownloadTest {
  private static final byte[] CONTENT = PackFixture.bytes("model", 200_000);
  private static final DownloadLimits LIMITS =
      new DownloadLimits(
          1 << 20,
          2 << 20,
          3,
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofMillis(400),
          3,
          Duration.ofMillis(5));

  private final List<Long> heard = new ArrayList<>();
  @TempDir Path folder;
  private FileServer server;

  @BeforeEach
  void serve() throws IOException {
    server = new FileServer(CONTENT);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private PackContent pack(String address) {
    ModelCard card =
        PackFixture.card(ModelRole.HEAD_POSE, "model.onnx", CONTENT, CommercialUse.YES);
    return new PackContent(
        "pack", "", PackFixture.catalog(card), List.of(new PackItem(card.whole(), address)));
  }

  private Path fetch() throws Exception {
    return fetch(pack(server.address()), LIMITS);
  }

  private Path fetch(PackContent pack, DownloadLimits limits) throws Exception {
    try (PackDownload download =
        PackDownload.with(
            new WebAddress(true), Map.of(), limits, (file, bytes, of) -> heard.add(bytes))) {
      return download.fetch(pack, folder).get(pack.items().getFirst().file().sha256());
    }
  }

  private PackFault fault() {
    return assertThrows(PackException.class, this::fetch).fault();
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void aFileComesWholeAndUnderItsChecksum() throws Exception {
    assertArrayEquals(CONTENT, Files.readAllBytes(fetch()));
    assertEquals((long) CONTENT.length, heard.getLast());
    assertEquals(List.of(PackFixture.file("x", CONTENT).sha256()), left());
    fetch();
    assertEquals(1, server.asked().size(), "asked again for what is there");
  }

  @Test
  void aCutDownloadGoesOnWhereItEnded() throws Exception {
    server.cutOnceAfter(120_000);
    assertArrayEquals(CONTENT, Files.readAllBytes(fetch()));
    assertEquals(2, server.asked().size());
    assertTrue(server.asked().get(1).matches("bytes=[1-9][0-9]*- \"one\""), server.asked().get(1));
  }

  @Test
  void theNextCommandGoesOnToo() throws Exception {
    Path part = folder.resolve(PackFixture.file("x", CONTENT).sha256() + ".part");
    Files.write(part, Arrays.copyOf(CONTENT, 50_000));
    assertArrayEquals(CONTENT, Files.readAllBytes(fetch()));
    assertEquals(List.of("bytes=50000- null"), server.asked());
  }

  @Test
  void aServerWithoutRangesBeginsAnew() throws Exception {
    server.serveWholeOnly();
    server.cutOnceAfter(120_000);
    assertArrayEquals(CONTENT, Files.readAllBytes(fetch()));
  }

  @Test
  void aFileThatChangesInBetweenBeginsAnew() throws Exception {
    byte[] older = PackFixture.bytes("older", CONTENT.length);
    server.changeTo(older, "\"older\"");
    server.cutOnceAfter(120_000);
    DownloadLimits once =
        new DownloadLimits(
            LIMITS.fileBytesMax(), LIMITS.packBytesMax(), 3, LIMITS.connectTimeMax(),
            LIMITS.answerTimeMax(), LIMITS.silenceMax(), 1, LIMITS.pause());
    server.sayOnce(503, "");
    assertThrows(PackException.class, () -> fetch(pack(server.address()), once));
    Path part = folder.resolve(PackFixture.file("x", CONTENT).sha256() + ".part");
    Files.write(part, Arrays.copyOf(older, 50_000));
    Files.writeString(part.resolveSibling(part.getFileName() + ".etag"), "\"older\"");
    server.changeTo(CONTENT, "\"newer\"");
    assertArrayEquals(CONTENT, Files.readAllBytes(fetch()));
  }

  @Test
  void aPartOfAnotherFileIsFoundByTheChecksum() throws Exception {
    Path part = folder.resolve(PackFixture.file("x", CONTENT).sha256() + ".part");
    Files.write(part, new byte[50_000]);
    assertArrayEquals(CONTENT, Files.readAllBytes(fetch()));
    assertEquals(List.of("bytes=50000- null", "null null"), server.asked());
  }

  @Test
  void silenceIsACut() throws Exception {
    server.fallSilentOnceAfter(60_000);
    assertArrayEquals(CONTENT, Files.readAllBytes(fetch()));
    assertEquals(2, server.asked().size());
  }

  @Test
  void aWrongChecksumLeavesNothing() throws Exception {
    server.changeTo(PackFixture.bytes("other", CONTENT.length), "\"x\"");
    assertEquals(PackFault.DAMAGED, fault());
    assertEquals(List.of(), left());
  }

  @Test
  void aWrongSizeIsRefusedBeforeItIsFetched() throws Exception {
    server.changeTo(new byte[CONTENT.length + 1], "\"x\"");
    assertEquals(PackFault.WRONG_SIZE, fault());
    assertEquals(List.of(), left());
  }

  @Test
  void moreThanTheCatalogSaysIsNotTaken() throws Exception {
    server.sendTooMuch(1);
    assertEquals(PackFault.TOO_LARGE, fault());
    for (String name : left()) {
      assertFalse(Files.size(folder.resolve(name)) > 1000, name);
    }
  }

  @Test
  void limitsHold() {
    DownloadLimits files = new DownloadLimits(
        100, 2 << 20, 3, LIMITS.connectTimeMax(), LIMITS.answerTimeMax(), LIMITS.silenceMax(), 1,
        LIMITS.pause());
    DownloadLimits packs = new DownloadLimits(
        1 << 20, 100, 3, LIMITS.connectTimeMax(), LIMITS.answerTimeMax(), LIMITS.silenceMax(), 1,
        LIMITS.pause());
    for (DownloadLimits limits : List.of(files, packs)) {
      PackException refused =
          assertThrows(PackException.class, () -> fetch(pack(server.address()), limits));
      assertEquals(PackFault.TOO_LARGE, refused.fault());
    }
    assertEquals(List.of(), server.asked());
  }

  @Test
  void redirectsAreFollowedToSafePlacesOnly() throws Exception {
    server.sayOnce(302, "/elsewhere");
    assertArrayEquals(CONTENT, Files.readAllBytes(fetch()));
    Files.delete(folder.resolve(PackFixture.file("x", CONTENT).sha256()));
    for (String place :
        List.of(
            "http://example.org/model", "ftp://127.0.0.1/model", "https://user:x@example.org/",
            "file:///etc/passwd", "https:///", "http://127.0.0.1.example.org/model")) {
      server.sayOnce(301, place);
      assertEquals(PackFault.BAD_REDIRECT, fault(), place);
    }
  }

  @Test
  void redirectsEnd() throws Exception {
    try (FileServer ring = new FileServer(new byte[0])) {
      ring.alwaysSay(307, "/again");
      PackException refused =
          assertThrows(PackException.class, () -> fetch(pack(ring.address()), LIMITS));
      assertEquals(PackFault.BAD_REDIRECT, refused.fault());
      assertEquals(LIMITS.redirectsMax() + 1, ring.asked().size());
    }
  }

  @Test
  void aRefusalIsFinalAndAFaultIsTriedAgain() throws Exception {
    server.sayOnce(404, "");
    assertEquals(PackFault.ANSWERED, fault());
    assertEquals(1, server.asked().size());
    server.sayOnce(503, "");
    assertArrayEquals(CONTENT, Files.readAllBytes(fetch()));
    server.close();
    Files.delete(folder.resolve(PackFixture.file("x", CONTENT).sha256()));
    assertEquals(PackFault.UNREACHABLE, fault());
  }

  @Test
  void onlyHttpsIsAskedOutsideOfTests() throws Exception {
    try (PackDownload download =
        PackDownload.byHttps(Map.of(), LIMITS, (file, bytes, of) -> heard.add(bytes))) {
      PackContent plain = pack(server.address());
      assertEquals(
          PackFault.BAD_ADDRESS,
          assertThrows(PackException.class, () -> download.fetch(plain, folder)).fault());
      PackContent unpublished = pack("");
      assertEquals(
          PackFault.IMPORT_ONLY,
          assertThrows(PackException.class, () -> download.fetch(unpublished, folder)).fault());
    }
    assertEquals(List.of(), server.asked());
  }
}
