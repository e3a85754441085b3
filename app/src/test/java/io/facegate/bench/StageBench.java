package io.facegate.bench;

import io.facegate.face.Image;
import io.facegate.face.PictureSpec;
import io.facegate.pack.ModelPack;
import io.facegate.vision.Output;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long each stage takes, pack beside pack: decode and detect per picture, the others per face;
 * and each network beside its 8-bit twin, where there is one.
 */
public final class StageBench {
  private static final int ROUNDS = 40;
  private static final int WARMUP_ROUNDS = 10;

  /* Answers tell liveness of one scene, and only who is saved is judged for both; parsing is asked
  for on its own. */
  private static final Output[] OUTPUTS =
      EnumSet.complementOf(EnumSet.of(Output.LIVENESS_GATE)).toArray(Output[]::new);

  private StageBench() {}

  /** Runs it; the argument is the number of threads per run, 1 by default. */
  public static void main(String[] arguments) {
    int threads = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1;
    System.out.printf("threads %d; median (95th of 100) in ms%n", threads);
    BenchPacks.arePhotosThere("photos, in whose place a drawn portrait stands");
    BenchTable stages = new BenchTable("stage");
    BenchTable twins = new BenchTable("network, 32-bit and 8-bit on noise");
    for (Map.Entry<String, ModelPack> pack : BenchPacks.all().entrySet()) {
      stages(pack, threads, stages);
      TwinTimes.measure(pack.getValue(), threads, pack.getKey(), twins);
    }
    stages.print();
    twins.print();
  }

  private static void stages(Map.Entry<String, ModelPack> pack, int threads, BenchTable table) {
    Map<String, List<Long>> taken = new LinkedHashMap<>();
    try (BenchAnalyzer analyzer =
        BenchAnalyzer.open(
            pack.getValue(),
            threads,
            (stage, nanos) -> taken.computeIfAbsent(stage, key -> new ArrayList<>()).add(nanos))) {
      Image portrait = analyzer.photoOrDrawn("lfw/Ed_Smart/Ed_Smart_0001.jpg");
      Image group = analyzer.photoOrDrawn("groups/2008_002506.jpg");
      Map<String, Image> pictures = new LinkedHashMap<>();
      pictures.put("%dx%d".formatted(portrait.width(), portrait.height()), portrait);
      pictures.put("640x480", Pictures.framed(group, 640, 480));
      pictures.put("1280x720", Pictures.framed(group, 1280, 720));
      pictures.put("1920x1080", Pictures.framed(group, 1920, 1080));
      for (Map.Entry<String, Image> picture : pictures.entrySet()) {
        rounds(picture.getValue(), analyzer, taken);
        taken.forEach(
            (stage, nanos) ->
                put(picture.getKey() + " " + stage, pack.getKey(), nanos, table));
        taken.clear();
      }
    }
  }

  private static void rounds(
      Image image, BenchAnalyzer analyzer, Map<String, List<Long>> taken) {
    byte[] file = Pictures.encoded(image, ".jpg");
    for (int round = 0; round < WARMUP_ROUNDS + ROUNDS; round++) {
      if (round == WARMUP_ROUNDS) {
        taken.clear();
      }
      analyzer.faces(analyzer.decode(file), PictureSpec.COMMON, OUTPUTS);
    }
  }

  private static void put(String row, String pack, List<Long> nanos, BenchTable table) {
    Collections.sort(nanos);
    table.put(
        row, pack, "%.2f (%.2f)",
        nanos.get(nanos.size() / 2) / 1e6,
        nanos.get(nanos.size() * 95 / 100) / 1e6);
  }
}
