package io.facegate.bench;

import io.facegate.face.Image;
import io.facegate.face.PictureSpec;
import io.facegate.testing.Shared;
import io.facegate.vision.Output;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How long each stage takes: decode and detect per picture, the others per face. */
public final class StageBench {
  private static final int ROUNDS = 40;

  private StageBench() {}

  /** Runs it; the argument is the number of threads per run, 1 by default. */
  public static void main(String[] arguments) {
    int threads = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1;
    Map<String, List<Long>> taken = new TreeMap<>();
    try (BenchAnalyzer analyzer =
        BenchAnalyzer.open(
            threads,
            (stage, nanos) -> taken.computeIfAbsent(stage, key -> new ArrayList<>()).add(nanos))) {
      Image portrait = analyzer.photo("lfw/Ed_Smart/Ed_Smart_0001.jpg");
      Image group = analyzer.photo("groups/2008_002506.jpg");
      System.out.printf("threads %d, models of %s%n", threads, Shared.models().getFileName());
      measure("250x250", portrait, analyzer, taken);
      measure("640x480", Pictures.framed(group, 640, 480), analyzer, taken);
      measure("1280x720", Pictures.framed(group, 1280, 720), analyzer, taken);
      measure("1920x1080", Pictures.framed(group, 1920, 1080), analyzer, taken);
    }
  }

  private static void measure(
      String name, Image image, BenchAnalyzer analyzer, Map<String, List<Long>> taken) {
    byte[] file = Pictures.encoded(image, ".jpg");
    for (int round = 0; round < ROUNDS + 10; round++) {
      if (round == 10) {
        taken.clear();
      }
      analyzer.faces(analyzer.decode(file), PictureSpec.COMMON, Output.values());
    }
    taken.forEach(
        (stage, nanos) -> {
          Collections.sort(nanos);
          System.out.printf(
              "%-10s %-9s median %7.2f ms   p95 %7.2f ms%n",
              name,
              stage,
              nanos.get(nanos.size() / 2) / 1e6,
              nanos.get(nanos.size() * 95 / 100) / 1e6);
        });
  }
}
