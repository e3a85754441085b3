package io.facegate.bench;

import io.facegate.face.Embedding;
import io.facegate.face.Face;
import io.facegate.testing.Shared;
import io.facegate.vision.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Cosines of all pairs of the development portraits: of one person, and of two. */
final class LfwSimilarities {
  private final Map<String, Embedding> embeddings;
  private final int photos;
  private final double[] genuine;
  private final double[] impostor;

  private LfwSimilarities(Map<String, Embedding> embeddings, int photos) {
    this.embeddings = embeddings;
    this.photos = photos;
    List<Map.Entry<String, Embedding>> all = List.copyOf(embeddings.entrySet());
    DoubleStream.Builder same = DoubleStream.builder();
    DoubleStream.Builder other = DoubleStream.builder();
    for (int i = 0; i < all.size(); i++) {
      for (int j = i + 1; j < all.size(); j++) {
        boolean isSame = person(all.get(i).getKey()).equals(person(all.get(j).getKey()));
        (isSame ? same : other).add(all.get(i).getValue().cosine(all.get(j).getValue()));
      }
    }
    this.genuine = same.build().sorted().toArray();
    this.impostor = other.build().sorted().toArray();
  }

  private static String person(String file) {
    return file.split("/")[1];
  }

  static LfwSimilarities measure(BenchAnalyzer analyzer) throws IOException {
    Path root = Shared.path("faces");
    List<String> files;
    try (Stream<Path> walk = Files.walk(root.resolve("lfw"))) {
      files =
          walk.filter(file -> file.toString().endsWith(".jpg"))
              .map(file -> root.relativize(file).toString())
              .sorted()
              .toList();
    }
    Map<String, Embedding> embeddings = new LinkedHashMap<>();
    for (String file : files) {
      Optional<Face> face = analyzer.centralFace(analyzer.photo(file), Output.EMBEDDING);
      face.map(Face::embedding).ifPresent(embedding -> embeddings.put(file, embedding));
    }
    return new LfwSimilarities(embeddings, files.size());
  }

  /** The pairs within one half of the people, told by their names: 0 or 1. */
  LfwSimilarities half(int number) {
    Map<String, Embedding> chosen = new LinkedHashMap<>();
    embeddings.forEach(
        (file, embedding) -> {
          if (Math.floorMod(person(file).hashCode(), 2) == number) {
            chosen.put(file, embedding);
          }
        });
    return new LfwSimilarities(chosen, chosen.size());
  }

  int photos() {
    return photos;
  }

  int found() {
    return embeddings.size();
  }

  long people() {
    return embeddings.keySet().stream().map(LfwSimilarities::person).distinct().count();
  }

  Optional<Embedding> embedding(String file) {
    return Optional.ofNullable(embeddings.get(file));
  }

  /** Rising. */
  double[] genuine() {
    return genuine;
  }

  /** Rising. */
  double[] impostor() {
    return impostor;
  }

  /** The cosine that a share of the pairs of two people exceeds. */
  double thresholdAt(double falseMatchRate) {
    int above = (int) Math.round(falseMatchRate * impostor.length);
    return impostor[impostor.length - 1 - above];
  }

  /** The share of the pairs of one person above a cosine. */
  double accepted(double threshold) {
    return Arrays.stream(genuine).filter(cosine -> cosine > threshold).count()
        / (double) genuine.length;
  }

  /** The share of the pairs of two people above a cosine. */
  double mistaken(double threshold) {
    return Arrays.stream(impostor).filter(cosine -> cosine > threshold).count()
        / (double) impostor.length;
  }

  static double quantile(double[] rising, double share) {
    return rising[(int) (share * (rising.length - 1))];
  }
}
