package io.facegate.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.inference.CommercialUse;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelForms;
import io.facegate.inference.ModelRole;
import io.facegate.inference.ModelTwin;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pack in use is replaced by another of its name, and the power may fail at each step. */
class PackReplacementTest {
  private static final String NAME = "mine";
  private static final long SPARSE_BYTES = 512L << 20;

  @TempDir Path root;
  private PacksConfig config;
  private PackContent before;
  private PackContent after;

  @BeforeEach
  void takeOneIntoUse() throws Exception {
    config = config(root.resolve("data/models"));
    PackFixture.install(root.resolve("builtin"), PackFixture.catalog());
    before = own("before", "detector", 100, "embedder", 200);
    after = own("after", "other detector", 90, "other embedder", 210);
    install(config, before, "before");
    PackChange.to(config, InstalledPacks.open(config), NAME, Set.of()).apply();
  }

  private PacksConfig config(Path folder) {
    return new PacksConfig(folder, root.resolve("builtin"), Optional.empty());
  }

  /* Both name their files alike, so that a mixture would not be noticed by names. */
  private PackContent own(String folder, String detector, int small, String embedder, int large)
      throws Exception {
    byte[] one = PackFixture.bytes(detector, small);
    byte[] two = PackFixture.bytes(embedder, large);
    Path own = root.resolve(folder);
    ModelCard[] cards = {
      PackFixture.card(ModelRole.FACE_DETECTOR, "one.onnx", one, CommercialUse.YES),
      PackFixture.card(ModelRole.FACE_EMBEDDER, "two.onnx", two, CommercialUse.YES)
    };
    PackFixture.install(own, PackFixture.catalog(cards));
    Files.write(own.resolve("one.onnx"), one);
    Files.write(own.resolve("two.onnx"), two);
    return OwnPack.of(own, NAME);
  }

  private Map<String, Path> files(PackContent pack, String folder) {
    Map<String, Path> files = new LinkedHashMap<>();
    pack.items()
        .forEach(
            item ->
                files.put(
                    item.file().sha256(), root.resolve(folder).resolve(item.file().file())));
    return files;
  }

  private void install(PacksConfig into, PackContent pack, String folder) throws Exception {
    new PackInstaller(into).install(pack, files(pack, folder));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> walk = Files.walk(from)) {
      for (Path file : walk.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  /** What a start would take, file by file against its checksum. */
  private static List<ModelCard> served(PacksConfig config) {
    PackModels models = InstalledPacks.open(config).modelsInUse();
    for (ModelCard card : models.catalog().models()) {
      assertTrue(ModelForms.of(card, models.files()).isPresent(), card.file());
    }
    return models.catalog().models();
  }

  @Test
  void afterACutAtAnyStepTheOldOrTheNewOneServes() throws Exception {
    Map<String, Path> cuts = new LinkedHashMap<>();
    new PackInstaller(
            config,
            step -> {
              Path disk = root.resolve("cut-%d/models".formatted(cuts.size()));
              try {
                Files.createDirectories(disk.getParent());
                copy(config.folder(), disk);
              } catch (IOException full) {
                throw new UncheckedIOException(full);
              }
              cuts.put(step, disk);
            })
        .install(after, files(after, "after"));
    List<String> served = new ArrayList<>();
    for (Map.Entry<String, Path> cut : cuts.entrySet()) {
      PacksConfig left = config(cut.getValue());
      boolean old = served(left).equals(before.catalog().models());
      assertTrue(old || served(left).equals(after.catalog().models()), cut.getKey());
      served.add(cut.getKey() + (old ? ": old" : ": new"));
      install(left, after, "after");
      assertEquals(after.catalog().models(), served(left), cut.getKey());
      assertNothingIsLeft(left);
    }
    assertEquals(
        List.of(
            "brought one.onnx: old",
            "brought two.onnx: old",
            "staged: old",
            "old one's place free: old",
            "old one out: old",
            "new one in: new",
            "old one gone: new"),
        served);
    assertNothingIsLeft(config);
  }

  private static void assertNothingIsLeft(PacksConfig config) throws IOException {
    for (String folder : List.of(".incoming", InstalledPacks.OUTGOING)) {
      try (Stream<Path> left = Files.list(config.folder().resolve(folder))) {
        assertEquals(List.of(), left.toList());
      }
    }
  }

  @Test
  void twoCutsInARowLeaveOneToo() throws Exception {
    Path waiting = config.folder().resolve(InstalledPacks.OUTGOING).resolve(NAME);
    Files.move(config.folder().resolve(NAME), waiting);
    List<List<ModelCard>> served = new ArrayList<>();
    new PackInstaller(config, step -> served.add(served(config)))
        .install(after, files(after, "after"));
    assertEquals(5, served.size());
    for (int step = 0; step < served.size(); step++) {
      assertEquals((step < 3 ? before : after).catalog().models(), served.get(step));
    }
    assertFalse(Files.exists(waiting));
  }

  @Test
  void sizesAreLookedAtBeforeAnythingIsCopied() throws Exception {
    Files.write(root.resolve("after/two.onnx"), new byte[211]);
    List<String> steps = new ArrayList<>();
    PackInstaller installer = new PackInstaller(config, steps::add);
    PackException refused =
        assertThrows(
            PackException.class, () -> installer.install(after, files(after, "after")));
    assertEquals(PackFault.WRONG_SIZE, refused.fault());
    assertEquals(List.of(), steps);
    assertEquals(before.catalog().models(), served(config));
  }

  @Test
  void roomIsLookedForBeforeAnythingIsCopied() throws Exception {
    Path sparse = root.resolve("sparse.onnx");
    try (RandomAccessFile file = new RandomAccessFile(sparse.toFile(), "rw")) {
      file.setLength(SPARSE_BYTES);
    }
    long times = Files.getFileStore(root).getTotalSpace() / SPARSE_BYTES + 1;
    ModelTwin model = new ModelTwin("two.onnx", SPARSE_BYTES, "0".repeat(64));
    PackContent large =
        new PackContent(
            NAME,
            "",
            after.catalog(),
            Collections.nCopies(Math.toIntExact(times), new PackItem(model, "")));
    List<String> steps = new ArrayList<>();
    PackException refused =
        assertThrows(
            PackException.class,
            () ->
                new PackInstaller(config, steps::add)
                    .install(large, Map.of(model.sha256(), sparse)));
    assertEquals(PackFault.NO_ROOM, refused.fault());
    assertEquals(List.of(), steps);
  }
}
