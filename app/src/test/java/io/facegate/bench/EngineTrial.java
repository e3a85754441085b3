package io.facegate.bench;

import io.facegate.face.Image;
import io.facegate.face.PictureSpec;
import io.facegate.inference.EngineState;
import io.facegate.inference.Engines;
import io.facegate.inference.EnginesConfig;
import io.facegate.inference.Precision;
import io.facegate.inference.openvino.OpenVinoConfig;
import io.facegate.pack.MachineEngines;
import io.facegate.pack.ModelPack;
import io.facegate.testing.Shared;
import io.facegate.vision.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** One pack on one engine in one precision, in this process; prints name=figure lines. */
final class EngineTrial {
  private static final int WARMUP_ROUNDS = 5;
  private static final int ROUNDS = 30;
  private static final Output[] OUTPUTS =
      EnumSet.complementOf(EnumSet.of(Output.LIVENESS_GATE)).toArray(Output[]::new);

  private final Map<String, List<Long>> taken = new ConcurrentHashMap<>();

  private EngineTrial() {}

  /** Arguments: folder of the pack, name of the engine, precision. */
  public static void main(String[] arguments)
      throws IOException, ExecutionException, InterruptedException {
    EnginesConfig usual = EnginesConfig.defaults(Optional.empty());
    new EngineTrial()
        .run(
            ModelPack.of(Path.of(arguments[0])),
            new EnginesConfig(
                usual.order(),
                Optional.of(arguments[1]),
                Precision.valueOf(arguments[2]),
                Optional.empty(),
                usual.openTimeMax()));
  }

  private void run(ModelPack pack, EnginesConfig config)
      throws IOException, ExecutionException, InterruptedException {
    long start = System.nanoTime();
    Engines engines = MachineEngines.open(config, OpenVinoConfig.defaults(), 1);
    try (BenchAnalyzer analyzer = BenchAnalyzer.open(pack, engines, this::took)) {
      tell("opened in ms", "%.0f", (System.nanoTime() - start) / 1e6);
      tell("engine", "%s", engines.states().stream().map(EngineState::name).toList());
      Image picture = analyzer.photoOrDrawn("groups/2008_002506.jpg");
      byte[] file = Pictures.encoded(Pictures.framed(picture, 640, 480), ".jpg");
      rounds(analyzer, file, WARMUP_ROUNDS);
      taken.clear();
      rounds(analyzer, file, ROUNDS);
      new TreeMap<>(taken).forEach(EngineTrial::tellMedian);
      for (int threads : new int[] {1, Runtime.getRuntime().availableProcessors()}) {
        tell("faces/s, %d at a time".formatted(threads), "%.1f", facesPerSecond(analyzer, threads));
      }
      tell("resident MiB", "%d", residentMib());
      if (!Shared.isNamedOrThere()) {
        return;
      }
      LfwSimilarities all = LfwSimilarities.measure(analyzer);
      tell("pairs.csv: accuracy", "%.2f %%", 100 * AccuracyBench.pairsAccuracy(all));
      tell("TAR at FAR 1e-3", "%.2f %%", 100 * all.accepted(all.thresholdAt(1e-3)));
    }
  }

  private void took(String stage, long nanos) {
    taken.computeIfAbsent(stage, name -> Collections.synchronizedList(new ArrayList<>()))
        .add(nanos);
  }

  private static void tellMedian(String stage, List<Long> nanos) {
    Collections.sort(nanos);
    tell("ms " + stage, "%.2f", nanos.get(nanos.size() / 2) / 1e6);
  }

  private static int rounds(BenchAnalyzer analyzer, byte[] file, int rounds) {
    int faces = 0;
    for (int round = 0; round < rounds; round++) {
      faces += analyzer.faces(analyzer.decode(file), PictureSpec.COMMON, OUTPUTS).size();
    }
    return faces;
  }

  private static double facesPerSecond(BenchAnalyzer analyzer, int threads)
      throws ExecutionException, InterruptedException {
    byte[] file =
        Pictures.encoded(analyzer.photoOrDrawn("lfw/Ed_Smart/Ed_Smart_0001.jpg"), ".jpg");
    rounds(analyzer, file, WARMUP_ROUNDS);
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      long start = System.nanoTime();
      List<Future<Integer>> runs =
          IntStream.range(0, threads)
              .mapToObj(i -> workers.submit(() -> rounds(analyzer, file, 2 * ROUNDS)))
              .toList();
      int faces = 0;
      for (Future<Integer> run : runs) {
        faces += run.get();
      }
      return faces / ((System.nanoTime() - start) / 1e9);
    }
  }

  private static long residentMib() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
        .findFirst()
        .orElse(-1);
  }

  private static void tell(String name, String format, Object figure) {
    System.out.println(name + "=" + String.format(Locale.ROOT, format, figure));
  }
}
