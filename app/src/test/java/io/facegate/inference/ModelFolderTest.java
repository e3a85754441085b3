package io.facegate.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {
  private static final byte[] ABC = {'a', 'b', 'c'};
  private static final String SHA256_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path folder;

  @Test
  void theFileOfTheCatalogIsRead() throws IOException {
    Files.write(folder.resolve("abc.onnx"), ABC);
    assertArrayEquals(ABC, new ModelFolder(folder).read(card(3, SHA256_ABC)).orElseThrow());
  }

  @Test
  void anAbsentFileIsNoError() {
    assertTrue(new ModelFolder(folder).read(card(3, SHA256_ABC)).isEmpty());
    assertTrue(new ModelFolder(folder.resolve("none")).read(card(3, SHA256_ABC)).isEmpty());
  }

  @Test
  void anotherFileIsRefused() throws IOException {
    Files.write(folder.resolve("abc.onnx"), new byte[] {'a', 'b', 'd'});
    assertRefused("sha256", card(3, SHA256_ABC));
    Files.write(folder.resolve("abc.onnx"), new byte[] {'a', 'b', 'c', 'd'});
    assertRefused("size", card(3, SHA256_ABC));
    Files.write(folder.resolve("abc.onnx"), new byte[] {'a', 'b'});
    assertRefused("size", card(3, SHA256_ABC));
  }

  @Test
  void cardsWithPathsOrBadSumsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> card("../abc", 3, SHA256_ABC));
    assertThrows(IllegalArgumentException.class, () -> card("abc", 3, "BA78"));
    assertThrows(IllegalArgumentException.class, () -> card("abc", 0, SHA256_ABC));
  }

  @Test
  void theModelIdNamesTheChecksum() {
    assertEquals("abc@ba7816bf", card(3, SHA256_ABC).modelId());
  }

  private void assertRefused(String word, ModelCard card) {
    String message =
        assertThrows(ModelRefusedException.class, () -> new ModelFolder(folder).read(card))
            .getMessage();
    assertTrue(message.contains(word), message);
  }

  private static ModelCard card(long bytes, String sha256) {
    return card("abc.onnx", bytes, sha256);
  }

  private static ModelCard card(String file, long bytes, String sha256) {
    return new ModelCard(
        ModelRole.HEAD_POSE,
        "abc",
        file,
        bytes,
        sha256,
        new ModelLicence("MIT", CommercialUse.YES, ""),
        "",
        new InputSpec(
            "x", 1, 1, false, ColourOrder.BGR, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0)),
        List.of(new OutputSpec("y", List.of(1), List.of())),
        new CropSpec(CropSpec.CropKind.BOX, 1, List.of(), Beyond.EDGE),
        List.of(),
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        "");
  }
}
