package io.facegate.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelPackTest {
  @TempDir Path root;

  @Test
  void aFolderWithoutCatalogIsReadByTheOneOfTheBuild() {
    assertEquals(ModelCatalogReader.builtIn(), ModelPack.of(root).catalog());
  }

  @Test
  void aFolderMayBringItsCatalog() throws IOException {
    Files.writeString(root.resolve("catalog.json"), "{\"version\": 1, \"models\": []}");
    assertEquals(0, ModelPack.of(root).catalog().models().size());
    Files.writeString(root.resolve("catalog.json"), "{\"version\": 1}");
    assertThrows(IllegalArgumentException.class, () -> ModelPack.of(root));
  }

  @Test
  void isFoundBesideTheJar() throws IOException {
    Path beside = pack("app/target/models/builtin");
    Path jar = Files.createFile(root.resolve("app/target/facegate.jar"));
    assertEquals(Optional.of(beside), ModelPack.builtInFolder(jar));
  }

  @Test
  void isFoundInTheCloneWhateverAnEarlierBuildLeft() throws IOException {
    pack("app/target/models/builtin");
    Path clone = pack("models/builtin");
    for (String classes : new String[] {"app/target/classes", "app/target/fast/main"}) {
      Path code = Files.createDirectories(root.resolve(classes));
      assertEquals(Optional.of(clone), ModelPack.builtInFolder(code));
    }
  }

  @Test
  void isNotFoundWhereThereIsNone() {
    assertEquals(Optional.empty(), ModelPack.builtInFolder(root.resolve("a/b/c/d/e/f.jar")));
  }

  private Path pack(String folder) throws IOException {
    Path pack = Files.createDirectories(root.resolve(folder));
    Files.createFile(pack.resolve("catalog.json"));
    return pack;
  }
}
