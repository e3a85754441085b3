package io.facegate.inference.openvino;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.facegate.inference.EngineAbsentException;
import io.facegate.inference.Model;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelFolder;
import io.facegate.inference.ModelRun;
import io.facegate.inference.ModelTrial;
import io.facegate.inference.ModelTwin;
import io.facegate.inference.OpenVinoFiles;
import io.facegate.inference.SelfTest;
import io.facegate.pack.ModelPack;
import io.facegate.testing.Shared;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * The golden tests on OpenVINO itself, on each device of this machine: the built-in pack, and the
 * development models as ONNX and as IR. The runtime is that of FACEGATE_OPENVINO, else whatever the
 * service would find (the Maven profile {@code openvino} puts one on the class path). The report
 * says which it was; where there is none, it says that nothing was run.
 */
class OpenVinoIT {
  private static final String VARIABLE = "FACEGATE_OPENVINO";
  private static final double LIKENESS_MIN = 0.95;

  private final List<String> report = new ArrayList<>();

  @Test
  void everyModelReproducesItsGoldenFiguresOnEveryDevice(TestReporter reporter) {
    String given = System.getenv().getOrDefault(VARIABLE, "");
    Path library = given.isBlank() ? null : Path.of(given);
    List<String> devices;
    try (OpenVinoEngine engine = OpenVinoEngine.open(config(library, "AUTO"))) {
      report.add("runtime: " + engine.name() + ", devices " + engine.devices());
      devices = engine.devices();
    } catch (EngineAbsentException absent) {
      String message =
          "DID NOT RUN, no OpenVINO is on this machine: the golden tests say nothing about it. "
              + absent.getMessage();
      reporter.publishEntry("OpenVINO", message);
      System.out.println(message);
      assertTrue(given.isBlank(), message);
      return;
    }
    try {
      if (devices.isEmpty()) {
        fail("the runtime has no device");
      }
      for (String device : devices) {
        runOn(library, device);
      }
      runOn(library, "AUTO");
    } finally {
      report.forEach(System.out::println);
      reporter.publishEntry("OpenVINO", String.join("; ", report));
    }
  }

  private void runOn(Path library, String device) {
    try (OpenVinoEngine engine = OpenVinoEngine.open(config(library, device))) {
      for (Path folder : List.of(ModelPack.builtInFolder().orElseThrow(), Shared.models())) {
        ModelPack pack = ModelPack.of(folder);
        ModelFolder files = new ModelFolder(folder);
        for (ModelCard card : pack.catalog().models()) {
          float32(engine, device, files, card);
          for (OpenVinoFiles ir : card.openvino()) {
            ir(engine, device, files, card, ir);
          }
        }
      }
      assertEquals(0, engine.abandoned());
      assertEquals(1, engine.live(), "handles beside the core");
    }
  }

  private void float32(OpenVinoEngine engine, String device, ModelFolder files, ModelCard card) {
    byte[] content = files.read(card).orElseThrow();
    try (Model model = engine.open(card, content, card.input())) {
      check(device, "ONNX", model);
      for (ModelTwin twin : card.int8()) {
        byte[] small = files.read(card.role(), twin).orElseThrow();
        try (Model other = engine.open(card, small, card.input())) {
          double likeness = likeness(model, other);
          report.add(line(device, "INT8", other, "likeness %.4f", likeness));
          assertTrue(likeness > LIKENESS_MIN, card.id() + " in 8 bits: " + likeness);
        }
      }
    }
  }

  private void ir(
      OpenVinoEngine engine, String device, ModelFolder files, ModelCard card, OpenVinoFiles ir) {
    byte[] graph = files.read(card.role(), ir.xml()).orElseThrow();
    byte[] weights = files.read(card.role(), ir.bin()).orElseThrow();
    try (Model model = engine.open(card, graph, weights, card.input())) {
      check(device, "IR", model);
    }
  }

  private void check(String device, String form, Model model) {
    SelfTest.Result result = SelfTest.run(model);
    report.add(line(device, form, model, "%.3f of the tolerance", result.deviation()));
    assertTrue(result.passed(), device + " " + form + ": " + result);
  }

  private static String line(
      String device, String form, Model model, String format, double figure) {
    long fastest = Long.MAX_VALUE;
    try (ModelRun run = model.begin()) {
      for (int i = 0; i < 5; i++) {
        long start = System.nanoTime();
        run.execute();
        fastest = Math.min(fastest, System.nanoTime() - start);
      }
    }
    return String.format(
        Locale.ROOT,
        "%s %s %s: " + format + ", %.2f ms",
        device,
        form,
        model.card().id(),
        figure,
        fastest / 1e6);
  }

  private static double likeness(Model whole, Model other) {
    List<List<Double>> first = SelfTest.figures(whole);
    List<List<Double>> second = SelfTest.figures(other);
    return IntStream.range(0, first.size())
        .mapToDouble(i -> ModelTrial.likeness(floats(first.get(i)), floats(second.get(i))))
        .min()
        .orElseThrow();
  }

  private static FloatBuffer floats(List<Double> figures) {
    float[] values = new float[figures.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = figures.get(i).floatValue();
    }
    return FloatBuffer.wrap(values);
  }

  private static OpenVinoConfig config(Path library, String device) {
    return new OpenVinoConfig(
        library, List.of(device), "LATENCY", null, 1, Duration.ofSeconds(30));
  }
}
