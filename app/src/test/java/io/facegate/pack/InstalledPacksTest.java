package io.facegate.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.inference.CommercialUse;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelCatalog;
import io.facegate.inference.ModelRefusedException;
import io.facegate.inference.ModelRole;
import io.facegate.inference.ScorePoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledPacksTest {
  private static final ModelCard DETECTOR = card(ModelRole.FACE_DETECTOR, "detector.onnx");
  private static final ModelCard EMBEDDER = card(ModelRole.FACE_EMBEDDER, "embedder.onnx");
  private static final ModelCard OTHER = card(ModelRole.FACE_EMBEDDER, "other.onnx");

  @TempDir Path root;
  private PacksConfig config;

  private static ModelCard card(ModelRole role, String name) {
    return PackFixture.card(role, name, PackFixture.bytes(name, 8), CommercialUse.YES);
  }

  @BeforeEach
  void install() throws IOException {
    config = new PacksConfig(root.resolve("models"), root.resolve("builtin"), Optional.empty());
    PackFixture.install(config.builtIn(), PackFixture.catalog(DETECTOR, EMBEDDER));
    PackFixture.install(config.folder().resolve("own"), PackFixture.catalog(OTHER));
  }

  @Test
  void theBuiltInPackServesWhereNothingElseIsChosen() {
    InstalledPacks packs = InstalledPacks.open(config);
    assertEquals(List.of(DETECTOR, EMBEDDER), packs.catalogInUse().models());
    assertEquals(config.builtIn().resolve("embedder.onnx"), packs.fileOf(EMBEDDER));
    assertEquals("builtin", packs.inUse(ModelRole.FACE_EMBEDDER));
  }

  @Test
  void oneRoleMayComeFromAnotherPack() throws IOException {
    choose("{\"version\": 1, \"roles\": {\"FACE_EMBEDDER\": \"own\"}}");
    InstalledPacks packs = InstalledPacks.open(config);
    assertEquals(List.of(DETECTOR, OTHER), packs.catalogInUse().models());
    assertEquals(config.folder().resolve("own/other.onnx"), packs.fileOf(OTHER));
    assertEquals(config.builtIn().resolve("detector.onnx"), packs.fileOf(DETECTOR));
  }

  @Test
  void aPackInUseThatIsNotThereIsRefusedAndNotReplaced() throws IOException {
    choose("{\"version\": 1, \"roles\": {\"FACE_EMBEDDER\": \"gone\"}}");
    InstalledPacks packs = InstalledPacks.open(config);
    assertEquals(
        "pack gone is to serve FACE_EMBEDDER, and is not installed",
        assertThrows(ModelRefusedException.class, packs::catalogInUse).getMessage());
  }

  @Test
  void aPackInUseThatCannotBeReadIsRefused() throws IOException {
    Files.writeString(config.folder().resolve("own/catalog.json"), "{}");
    choose("{\"version\": 1, \"roles\": {\"FACE_EMBEDDER\": \"own\"}}");
    InstalledPacks packs = InstalledPacks.open(config);
    assertTrue(packs.unreadable().containsKey("own"));
    assertThrows(ModelRefusedException.class, packs::catalogInUse);
  }

  @Test
  void aChoiceThatMakesNoSenseIsRefused() throws IOException {
    for (String text :
        List.of(
            "",
            "{\"version\": 2, \"roles\": {}}",
            "{\"version\": 1, \"roles\": {\"FACE\": \"own\"}}",
            "{\"version\": 1, \"roles\": {\"FACE_EMBEDDER\": \"../own\"}}")) {
      choose(text);
      assertThrows(ModelRefusedException.class, () -> InstalledPacks.open(config), text);
    }
  }

  @Test
  void theFolderOfTheConfigurationGoesBeforeAllChoice() throws IOException {
    choose("{\"version\": 1, \"roles\": {\"FACE_EMBEDDER\": \"own\"}}");
    Path fixed = root.resolve("fixed");
    PackFixture.install(fixed, PackFixture.catalog(OTHER));
    InstalledPacks packs =
        InstalledPacks.open(
            new PacksConfig(config.folder(), config.builtIn(), Optional.of(fixed)));
    assertEquals(List.of(OTHER), packs.catalogInUse().models());
    assertEquals(fixed.resolve("other.onnx"), packs.fileOf(OTHER));
  }

  @Test
  void theScaleOfTheSiteGoesBeforeThatOfTheCard() throws IOException {
    Files.writeString(
        config.folder().resolve("calibration.json"),
        """
        {"version": 1, "embedders": {"%s": {"measured": "2026-01-02T03:04:05Z",
          "samePairs": 40, "differentPairs": 200000,
          "scoreScale": [{"cosine": -1, "score": 0}, {"cosine": 0.5, "score": 80},
            {"cosine": 1, "score": 100}]}}}
        """
            .formatted(EMBEDDER.modelId()));
    InstalledPacks packs = InstalledPacks.open(config);
    ModelCatalog catalog = packs.catalogInUse();
    assertEquals(
        new ScorePoint(0.5, 80),
        catalog.byModelId(EMBEDDER.modelId()).orElseThrow().scoreScale().get(1));
    assertEquals(DETECTOR, catalog.byModelId(DETECTOR.modelId()).orElseThrow());
    assertTrue(packs.isCalibrated(EMBEDDER.modelId()));
    assertFalse(packs.isCalibrated(OTHER.modelId()));
  }

  @Test
  void aScaleThatDoesNotRiseIsRefused() throws IOException {
    Files.writeString(
        config.folder().resolve("calibration.json"),
        """
        {"version": 1, "embedders": {"a@12345678": {"measured": "", "samePairs": 1,
          "differentPairs": 1, "scoreScale": [{"cosine": 1, "score": 0},
            {"cosine": 0, "score": 100}]}}}
        """);
    assertThrows(ModelRefusedException.class, () -> InstalledPacks.open(config));
  }

  private void choose(String json) throws IOException {
    Files.writeString(config.folder().resolve("in-use.json"), json);
  }
}
