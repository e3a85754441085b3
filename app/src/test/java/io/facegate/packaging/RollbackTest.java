package io.facegate.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way back to the data of an earlier version, on folders of the test's own. */
class RollbackTest {
  private static final String SCRIPT =
      Path.of("src/package/bin/rollback").toAbsolutePath().toString();

  @TempDir private Path state;
  private Path gallery;
  private String path = System.getenv("PATH");

  private record Said(int status, String words) {}

  @BeforeEach
  void fill() throws IOException {
    gallery = Files.createDirectories(state.resolve("data/gallery"));
    Files.writeString(gallery.resolve("000007.sst"), "table");
    Files.writeString(gallery.resolve("MANIFEST-000005"), "manifest");
    Files.writeString(gallery.resolve("LOCK"), "");
    Files.createDirectories(state.resolve("data/models/pack"));
    Files.writeString(state.resolve("data/models/pack/a.onnx"), "model");
  }

  private Said rollback(String... words) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("sh", SCRIPT);
    builder.command().addAll(List.of(words));
    builder.environment().put("FACEGATE_STATE", state.toString());
    builder.environment().put("PATH", path);
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), said.strip());
  }

  @Test
  void whatIsKeptComesBack() throws Exception {
    assertEquals(new Said(0, ""), rollback("keep", "1.0"));
    Files.writeString(gallery.resolve("MANIFEST-000005"), "changed");
    Files.delete(gallery.resolve("000007.sst"));
    assertEquals(new Said(0, "1.0"), rollback("list"));
    assertEquals(new Said(0, ""), rollback("restore", "1.0"));
    assertEquals("manifest", Files.readString(gallery.resolve("MANIFEST-000005")));
    assertEquals("table", Files.readString(gallery.resolve("000007.sst")));
    assertEquals("model", Files.readString(state.resolve("data/models/pack/a.onnx")));
    assertEquals(
        "changed", Files.readString(state.resolve("rollback/replaced/gallery/MANIFEST-000005")));
    assertEquals(1, rollback("restore", "2.0").status);
    for (String version : new String[] {"../data", ".hidden", "a/b"}) {
      assertEquals(64, rollback("keep", version).status);
    }
  }

  @Test
  void linksAreNotFollowed() throws Exception {
    Path secret = Files.writeString(state.resolve("secret"), "of somebody else");
    Files.createSymbolicLink(gallery.resolve("000009.sst"), secret);
    Files.createSymbolicLink(gallery.resolve("CURRENT"), secret);
    Files.createSymbolicLink(state.resolve("data/outbox"), state.resolve("elsewhere"));
    assertEquals(new Said(0, ""), rollback("keep", "1.0"));
    Path kept = state.resolve("rollback/1.0");
    assertTrue(Files.exists(kept.resolve("gallery/000007.sst")));
    for (String link : new String[] {"gallery/000009.sst", "gallery/CURRENT", "outbox"}) {
      assertFalse(Files.exists(kept.resolve(link)), link);
    }
  }

  @Test
  void aRestoreThatWasCutOffLosesNothing() throws Exception {
    assertEquals(new Said(0, ""), rollback("keep", "1.0"));
    Path staged = state.resolve("data.restored");
    Files.createDirectory(staged);
    Files.move(state.resolve("data/models"), staged.resolve("models"));
    assertEquals(new Said(0, ""), rollback("restore", "1.0"));
    assertEquals("model", Files.readString(state.resolve("data/models/pack/a.onnx")));
    Files.move(state.resolve("data"), staged);
    assertEquals(0, rollback("restore", "1.0").status);
    assertEquals("model", Files.readString(state.resolve("data/models/pack/a.onnx")));
    assertEquals("table", Files.readString(gallery.resolve("000007.sst")));
    assertFalse(Files.exists(staged));
  }

  /* As find ends when it may not look into a folder. */
  @Test
  void whatCannotBeReadWholeIsNotKept() throws Exception {
    assertEquals(new Said(0, ""), rollback("keep", "1.0"));
    Path programs = Files.createDirectory(state.resolve("programs"));
    Path find = Files.writeString(programs.resolve("find"), "#!/bin/sh\necho .\nexit 1\n");
    assertTrue(find.toFile().setExecutable(true));
    path = programs + ":" + path;
    assertEquals(1, rollback("keep", "2.0").status);
    assertEquals(new Said(0, "1.0"), rollback("list"));
  }

  @Test
  void aStoreInUseIsLeftAlone() throws Exception {
    assertEquals(new Said(0, ""), rollback("keep", "1.0"));
    Path lock = gallery.resolve("LOCK");
    try (FileChannel file = FileChannel.open(lock, StandardOpenOption.WRITE);
        FileLock held = file.lock()) {
      assertTrue(held.isValid());
      String words =
          "%s/data is in use by process %d: systemctl stop facegate"
              .formatted(state, ProcessHandle.current().pid());
      assertEquals(new Said(1, words), rollback("restore", "1.0"));
      assertEquals(new Said(1, words), rollback("keep", "2.0"));
      assertEquals(new Said(0, "1.0"), rollback("list"));
    }
    assertEquals(new Said(0, ""), rollback("restore", "1.0"));
  }
}
