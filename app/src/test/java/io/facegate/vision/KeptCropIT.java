package io.facegate.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.face.Embedding;
import io.facegate.face.Face;
import io.facegate.face.FaceCrop;
import io.facegate.face.Image;
import io.facegate.face.PictureSpec;
import io.facegate.inference.Engines;
import io.facegate.inference.ModelFolder;
import io.facegate.inference.onnx.OnnxEngine;
import io.facegate.pack.ModelPack;
import io.facegate.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an embedder sees of a kept crop is what it saw of the picture. */
class KeptCropIT {
  private static final int PICTURES = 40;
  private static final double COSINE_MIN = 0.98;

  @Test
  void saysTheSameOfACropWithTheDevelopmentModels() throws IOException {
    compare(Shared.models());
  }

  @Test
  void saysTheSameOfACropWithTheBuiltInPack() throws IOException {
    compare(ModelPack.builtInFolder().orElseThrow());
  }

  private static List<Path> pictures() throws IOException {
    List<Path> all = new ArrayList<>();
    try (Stream<Path> single = Files.walk(Shared.path("faces/lfw"));
        Stream<Path> several = Files.list(Shared.path("faces/groups"))) {
      List<Path> people = single.filter(KeptCropIT::isPicture).sorted().toList();
      for (int i = 0; i < PICTURES; i++) {
        all.add(people.get(i * people.size() / PICTURES));
      }
      several.filter(KeptCropIT::isPicture).sorted().forEach(all::add);
    }
    return all;
  }

  private static boolean isPicture(Path file) {
    return file.toString().endsWith(".jpg");
  }

  private static void compare(Path folder) throws IOException {
    ModelPack pack = ModelPack.of(folder);
    List<Double> cosines = new ArrayList<>();
    long bytes = 0;
    try (Engines engine = Engines.only(new OnnxEngine(1));
        Analyzer analyzer =
            Analyzer.open(
                VisionConfig.defaults(folder), pack.catalog(), engine, StageTimer.NONE);
        Embedder embedder =
            Embedder.open(
                    new ModelFolder(folder),
                    pack.catalog(),
                    analyzer.embeddingModelId(),
                    engine)
                .orElseThrow()) {
      assertTrue(!analyzer.outputs().contains(Output.CROP), "crops are kept only when wanted");
      analyzer.keepCrops();
      ImageDecoder decoder = new ImageDecoder(DecodeLimits.defaults(), StageTimer.NONE);
      Want want =
          new Want(Set.of(Output.EMBEDDING, Output.CROP), PictureSpec.COMMON, 10, 20);
      for (Path picture : pictures()) {
        Image image = decoder.decode(Files.readAllBytes(picture));
        for (Face face : analyzer.analyze(image, want)) {
          FaceCrop crop = Objects.requireNonNull(face.crop());
          Embedding again = embedder.embed(crop);
          assertEquals(analyzer.embeddingModelId(), again.modelId());
          cosines.add(again.cosine(Objects.requireNonNull(face.embedding())));
          bytes += crop.encoded().length;
        }
      }
    }
    Collections.sort(cosines);
    System.out.printf(
        "%d crops of %s: cosine at least %.4f, median %.4f; %d bytes each%n",
        cosines.size(),
        folder.getFileName(),
        cosines.getFirst(),
        cosines.get(cosines.size() / 2),
        bytes / cosines.size());
    assertTrue(cosines.getFirst() >= COSINE_MIN, "cosines " + cosines);
  }
}
