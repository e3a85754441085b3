package io.facegate.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelCatalog;
import io.facegate.inference.ModelRole;
import io.facegate.inference.ScorePoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelCatalogReaderTest {
  @Test
  void theBuiltInCatalogHasWhatIsRequired() {
    ModelCatalog catalog = ModelCatalogReader.builtIn();
    for (ModelRole role : List.of(ModelRole.FACE_DETECTOR, ModelRole.FACE_EMBEDDER)) {
      assertFalse(catalog.cards(role).isEmpty(), role.name());
    }
    for (ModelCard card : catalog.models()) {
      card.outputs().forEach(output -> assertFalse(output.golden().isEmpty(), card.id()));
      assertEquals(card, catalog.byModelId(card.modelId()).orElseThrow());
    }
  }

  @Test
  void theScoreScaleRunsFrom0To100WithAnAnchorAt80() {
    for (ModelCard card : ModelCatalogReader.builtIn().cards(ModelRole.FACE_EMBEDDER)) {
      List<ScorePoint> scale = card.scoreScale();
      assertEquals(0, scale.getFirst().score());
      assertEquals(100, scale.getLast().score());
      assertTrue(scale.stream().anyMatch(point -> point.score() == 80));
      for (int i = 1; i < scale.size(); i++) {
        assertTrue(scale.get(i).cosine() > scale.get(i - 1).cosine());
        assertTrue(scale.get(i).score() > scale.get(i - 1).score());
      }
    }
  }

  @Test
  void anythingUnexpectedIsRefused() throws IOException {
    String good = text();
    assertEquals(ModelCatalogReader.builtIn(), read(good).cards());
    assertRefused(good.replaceFirst("\"models\": \\[\"minifasnet-v2\"", "\"models\": [\"nobody\""));
    assertRefused(good.replaceFirst("\"id\": \"minifasnet\"", "\"id\": \"../minifasnet\""));
    assertRefused(good.replaceFirst("\"address\": \"https:", "\"address\": \"http:"));
    assertRefused(good.replaceFirst("\"origin\"", "\"colour\": 1, \"origin\""));
    assertRefused(good.replaceFirst("\"origin\": \"[^\"]*\",", ""));
    assertRefused(good.replaceFirst("\"version\": 1", "\"version\": 2"));
    assertRefused(good.replaceFirst("\"version\": 1", "\"version\": 1, \"version\": 1"));
    assertRefused(good.replaceFirst("\"FACE_DETECTOR\"", "\"FACE_DETECTER\""));
    assertRefused(good.replaceFirst("\"bytes\": [0-9]+", "\"bytes\": \"229738\""));
    assertRefused(good.replaceFirst("\"sha256\": \"[0-9a-f]", "\"sha256\": \"X"));
    assertRefused(good.replaceFirst("\"id\": \"[^\"]*\"", "\"id\": \"minifasnet-v2\""));
    assertRefused(good.replaceFirst("\"file\": \"", "\"file\": \"../"));
    assertRefused(good.replaceFirst("\"name\": \"MIT\"", "\"name\": null"));
    assertRefused(good + "{}");
    assertRefused("");
    assertRefused("[]");
  }

  private static void assertRefused(String json) {
    assertThrows(IllegalArgumentException.class, () -> read(json));
  }

  private static PublishedCatalog read(String json) {
    return PublishedCatalog.read(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String text() throws IOException {
    try (InputStream in =
        ModelCatalogReaderTest.class.getResourceAsStream("/models/catalog.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
