package io.facegate.bench;

import io.facegate.face.Face;
import io.facegate.face.Image;
import io.facegate.face.PictureSpec;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelRole;
import io.facegate.testing.Shared;
import io.facegate.vision.Output;
import io.facegate.vision.StageTimer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.opencv.global.opencv_core;

/**
 * Our pipeline beside the same task on OpenCV's FaceDetectorYN and its own network runner, with the
 * same models, the same photos and as many threads: JPEG bytes in, embeddings of all faces out.
 * Both take turns photo by photo, so that whatever else the machine does meets both.
 */
public final class OpenCvBench {
  private static final int ROUNDS = 5;

  private OpenCvBench() {}

  /** Runs it; the argument is the number of threads, all cores by default. */
  public static void main(String[] arguments) throws IOException {
    if (!BenchPacks.arePhotosThere("facegate beside OpenCV")) {
      return;
    }
    int threads =
        arguments.length > 0
            ? Integer.parseInt(arguments[0])
            : Runtime.getRuntime().availableProcessors();
    opencv_core.setNumThreads(threads);
    ModelCard detector = BenchAnalyzer.catalog().cards(ModelRole.FACE_DETECTOR).getFirst();
    ModelCard embedder = BenchAnalyzer.catalog().cards(ModelRole.FACE_EMBEDDER).getFirst();
    System.out.printf("threads %d, %d rounds; ms per photo (median), faces%n", threads, ROUNDS);
    System.out.printf(
        "%-10s %6s %14s %20s %20s %8s %8s%n",
        "photos", "count", "facegate", "OpenCV, whole size", "OpenCV, side 640", "ratio", "ratio");
    try (BenchAnalyzer ours = BenchAnalyzer.open(threads, StageTimer.NONE);
        OpenCvPipeline whole = new OpenCvPipeline(Shared.models(), detector, embedder, 1e9);
        OpenCvPipeline small = new OpenCvPipeline(Shared.models(), detector, embedder, 640)) {
      for (Map.Entry<String, List<byte[]>> set : sets(ours).entrySet()) {
        compare(set.getKey(), set.getValue(), ours, whole, small);
      }
    }
  }

  private static Map<String, List<byte[]>> sets(BenchAnalyzer ours) throws IOException {
    List<Image> groups = new ArrayList<>();
    for (Path file : files("faces/groups")) {
      groups.add(ours.decode(BenchAnalyzer.bytes(file)));
    }
    Map<String, List<byte[]>> sets = new LinkedHashMap<>();
    List<Path> portraits = files("faces/lfw");
    sets.put(
        "250x250",
        portraits.stream().filter(file -> file.toString().endsWith("_0001.jpg")).limit(40)
            .map(BenchAnalyzer::bytes).toList());
    for (int[] size : new int[][] {{640, 480}, {1280, 720}, {1920, 1080}}) {
      sets.put(
          size[0] + "x" + size[1],
          groups.stream()
              .map(group -> Pictures.encoded(Pictures.framed(group, size[0], size[1]), ".jpg"))
              .toList());
    }
    return sets;
  }

  private static List<Path> files(String folder) throws IOException {
    try (Stream<Path> walk = Files.walk(Shared.path(folder))) {
      return walk.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
    }
  }

  private static void compare(
      String name, List<byte[]> photos, BenchAnalyzer ours, OpenCvPipeline a, OpenCvPipeline b) {
    List<Run> runs =
        List.of(
            new Run(photo -> ours(ours, photo).size()),
            new Run(photo -> a.embeddings(photo).size()),
            new Run(photo -> b.embeddings(photo).size()));
    for (int round = 0; round <= ROUNDS; round++) {
      boolean counts = round > 0;
      for (byte[] photo : photos) {
        runs.forEach(run -> run.take(photo, counts));
      }
    }
    double us = runs.get(0).total();
    System.out.printf(
        "%-10s %6d %10s %16s %20s %8.2f %8.2f%n",
        name,
        photos.size(),
        runs.get(0).text(photos.size()),
        runs.get(1).text(photos.size()),
        runs.get(2).text(photos.size()),
        runs.get(1).total() / us,
        runs.get(2).total() / us);
  }

  private static List<Face> ours(BenchAnalyzer ours, byte[] photo) {
    return ours.faces(ours.decode(photo), PictureSpec.COMMON, Output.EMBEDDING);
  }

  private interface Pipeline {
    int faces(byte[] photo);
  }

  private static final class Run {
    private final Pipeline pipeline;
    private final List<Long> nanos = new ArrayList<>();
    private long faces;

    Run(Pipeline pipeline) {
      this.pipeline = pipeline;
    }

    void take(byte[] photo, boolean counts) {
      long start = System.nanoTime();
      int found = pipeline.faces(photo);
      if (counts) {
        nanos.add(System.nanoTime() - start);
        faces += found;
      }
    }

    double total() {
      return nanos.stream().mapToLong(Long::longValue).sum();
    }

    String text(int photos) {
      List<Long> sorted = new ArrayList<>(nanos);
      Collections.sort(sorted);
      return "%.1f (%d)"
          .formatted(sorted.get(sorted.size() / 2) / 1e6, faces * photos / sorted.size());
    }
  }
}
