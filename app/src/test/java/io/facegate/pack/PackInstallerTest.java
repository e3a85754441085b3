package io.facegate.pack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.facegate.inference.CommercialUse;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelRefusedException;
import io.facegate.inference.ModelRole;
import io.facegate.inference.ModelTwin;
import io.facegate.inference.ScorePoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackInstallerTest {
  private static final byte[] DETECTOR = PackFixture.bytes("detector", 100);
  private static final byte[] EMBEDDER = PackFixture.bytes("embedder", 200);
  private static final ModelCard DETECTOR_CARD =
      PackFixture.card(ModelRole.FACE_DETECTOR, "one.onnx", DETECTOR, CommercialUse.YES);
  private static final ModelCard EMBEDDER_CARD =
      PackFixture.card(ModelRole.FACE_EMBEDDER, "two.onnx", EMBEDDER, CommercialUse.IN_DOUBT);

  @TempDir Path root;
  private PacksConfig config;
  private Path source;

  @BeforeEach
  void prepare() throws IOException {
    config =
        new PacksConfig(root.resolve("data/models"), root.resolve("builtin"), Optional.empty());
    source = Files.createDirectories(root.resolve("stick/some/folder"));
    Files.write(source.resolve("whatever"), DETECTOR);
    Files.write(source.resolve("it is called.dat"), EMBEDDER);
  }

  private static PackContent pack(ModelCard... cards) {
    List<PackItem> items =
        Arrays.stream(cards).map(card -> new PackItem(card.whole(), "")).toList();
    return new PackContent("some", "a pack", PackFixture.catalog(cards), items);
  }

  private void install(PackContent pack, Path folder) throws IOException, PackException {
    new PackInstaller(config).install(pack, FolderScan.of(folder, List.of(pack)).found());
  }

  @Test
  void filesAreFoundWhateverTheirNamesAndInstalledUnderTheirOwn() throws Exception {
    PackContent pack = pack(DETECTOR_CARD, EMBEDDER_CARD);
    install(pack, root.resolve("stick"));
    InstalledPack installed = InstalledPacks.open(config).pack("some").orElseThrow();
    assertEquals(pack.catalog(), installed.catalog());
    assertEquals(300, installed.bytes());
    assertEquals(CommercialUse.IN_DOUBT, installed.commercialUse());
    assertEquals(
        EnumSet.of(ModelRole.FACE_DETECTOR, ModelRole.FACE_EMBEDDER), installed.roles());
    assertArrayEquals(EMBEDDER, Files.readAllBytes(installed.folder().resolve("two.onnx")));
    assertFalse(Files.exists(config.folder().resolve(".incoming/some")));
  }

  @Test
  void whatIsMissingDamagedOrUnknownIsTold() throws Exception {
    PackContent pack = pack(DETECTOR_CARD, EMBEDDER_CARD);
    Files.write(source.resolve("it is called.dat"), PackFixture.bytes("x", 200));
    Files.write(source.resolve("two.onnx"), PackFixture.bytes("x", 199));
    Files.write(source.resolve("stranger.onnx"), new byte[3]);
    Files.write(source.resolve("notes.txt"), new byte[3]);
    FolderScan scan = FolderScan.of(root.resolve("stick"), List.of(pack));
    assertEquals(List.of(EMBEDDER_CARD.whole()), scan.missing(pack));
    assertEquals(
        List.of(new FolderScan.Damaged(source.resolve("two.onnx"), EMBEDDER_CARD.whole())),
        scan.damaged());
    assertEquals(List.of(source.resolve("stranger.onnx")), scan.unknown());
    assertThrows(IOException.class, () -> FolderScan.of(root.resolve("no"), List.of(pack)));
  }

  @Test
  void aFileThatChangesWhileItIsCopiedLeavesNoPack() throws Exception {
    PackContent pack = pack(DETECTOR_CARD, EMBEDDER_CARD);
    Map<String, Path> found = FolderScan.of(source, List.of(pack)).found();
    Files.write(source.resolve("it is called.dat"), new byte[200]);
    PackException refused =
        assertThrows(
            PackException.class, () -> new PackInstaller(config).install(pack, found));
    assertEquals(PackFault.DAMAGED, refused.fault());
    assertEquals(Optional.empty(), InstalledPacks.open(config).pack("some"));
    assertFalse(Files.exists(config.folder().resolve(".incoming/some")));
  }

  @Test
  void aPackIsReplacedByItsNextVersion() throws Exception {
    install(pack(DETECTOR_CARD), source);
    install(pack(DETECTOR_CARD, EMBEDDER_CARD), source);
    assertEquals(
        List.of(DETECTOR_CARD.whole(), EMBEDDER_CARD.whole()),
        InstalledPacks.open(config).pack("some").orElseThrow().files());
  }

  @Test
  void filesInFoldersKeepThem() throws Exception {
    ModelTwin deep = PackFixture.file("openvino/one.bin", DETECTOR);
    PackContent pack =
        new PackContent(
            "some", "", PackFixture.catalog(DETECTOR_CARD), List.of(new PackItem(deep, "")));
    install(pack, source);
    assertArrayEquals(
        DETECTOR, Files.readAllBytes(config.folder().resolve("some/openvino/one.bin")));
  }

  @Test
  void aPackWithoutRoomIsNotBegun() {
    PackException refused =
        assertThrows(
            PackException.class, () -> new PackInstaller(config).requireRoom(Long.MAX_VALUE));
    assertEquals(PackFault.NO_ROOM, refused.fault());
  }

  @Test
  void oneCommandAtATime() throws Exception {
    try (PackLock _ = PackLock.take(config)) {
      PackException refused =
          assertThrows(PackException.class, () -> PackLock.take(config).close());
      assertEquals(PackFault.BUSY, refused.fault());
    }
    PackLock.take(config).close();
  }

  @Test
  void anOwnPackIsWhatItsCatalogSays() throws Exception {
    Path own = root.resolve("own");
    PackFixture.install(own, PackFixture.catalog(DETECTOR_CARD));
    assertEquals(
        PackFault.INCOMPLETE,
        assertThrows(PackException.class, () -> OwnPack.of(own, "mine")).fault());
    Files.write(own.resolve("one.onnx"), DETECTOR);
    assertEquals(List.of(new PackItem(DETECTOR_CARD.whole(), "")), OwnPack.of(own, "mine").items());
    for (String name : List.of("", "..", "Mine", "a/b", "builtin", "-x")) {
      assertEquals(
          PackFault.NOT_A_NAME,
          assertThrows(PackException.class, () -> OwnPack.of(own, name)).fault());
    }
    assertEquals(
        PackFault.NAME_TAKEN,
        assertThrows(PackException.class, () -> OwnPack.of(own, "reference")).fault());
    assertEquals(
        PackFault.NO_CATALOG,
        assertThrows(PackException.class, () -> OwnPack.of(root, "mine")).fault());
  }

  @Test
  void aChangeIsToldBeforeItIsMade() throws Exception {
    PackFixture.install(config.builtIn(), PackFixture.catalog());
    install(pack(DETECTOR_CARD, EMBEDDER_CARD), source);
    PackChange change = PackChange.to(config, InstalledPacks.open(config), "some", Set.of());
    assertEquals(
        List.of(
            new PackChange.RoleChange(ModelRole.FACE_DETECTOR, "builtin", "some"),
            new PackChange.RoleChange(ModelRole.FACE_EMBEDDER, "builtin", "some")),
        change.roles());
    assertEquals(Optional.empty(), change.embedderBefore());
    assertEquals(Optional.of(EMBEDDER_CARD.modelId()), change.embedderAfter());
    assertEquals(List.of(), InstalledPacks.open(config).catalogInUse().models());
    change.apply();
    assertEquals(
        List.of(DETECTOR_CARD, EMBEDDER_CARD),
        InstalledPacks.open(config).catalogInUse().models());
    PackChange back =
        PackChange.to(
            config, InstalledPacks.open(config), "builtin", Set.of(ModelRole.FACE_DETECTOR));
    assertFalse(back.embedderChanges());
    back.apply();
    assertEquals(List.of(EMBEDDER_CARD), InstalledPacks.open(config).catalogInUse().models());
  }

  @Test
  void whatCannotServeIsNotTakenIntoUse() throws Exception {
    install(pack(DETECTOR_CARD), source);
    InstalledPacks packs = InstalledPacks.open(config);
    assertEquals(
        PackFault.NOT_INSTALLED,
        assertThrows(PackException.class, () -> PackChange.to(config, packs, "gone", Set.of()))
            .fault());
    assertEquals(
        PackFault.NO_MODEL_FOR_ROLE,
        assertThrows(
                PackException.class,
                () -> PackChange.to(config, packs, "some", Set.of(ModelRole.LIVENESS)))
            .fault());
  }

  @Test
  void aScaleIsKeptAndForgotten() throws Exception {
    PackFixture.install(config.builtIn(), PackFixture.catalog(EMBEDDER_CARD));
    List<ScorePoint> scale =
        List.of(new ScorePoint(-0.5, 0), new ScorePoint(0.3, 80), new ScorePoint(1, 100));
    ScoreCalibrations own = new ScoreCalibrations(config);
    own.keep(EMBEDDER_CARD.modelId(), Instant.EPOCH, 10, 100_000, scale);
    assertEquals(
        scale, InstalledPacks.open(config).catalogInUse().models().getFirst().scoreScale());
    own.forget(EMBEDDER_CARD.modelId());
    assertEquals(
        EMBEDDER_CARD, InstalledPacks.open(config).catalogInUse().models().getFirst());
    List<ScorePoint> falling = scale.reversed();
    assertThrows(
        IllegalArgumentException.class,
        () -> own.keep(EMBEDDER_CARD.modelId(), Instant.EPOCH, 1, 1, falling));
    Files.writeString(config.folder().resolve("calibration.json"), "[]");
    assertThrows(ModelRefusedException.class, () -> own.forget("x"));
  }
}
