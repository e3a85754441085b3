package io.facegate.config;

import io.facegate.inference.EnginesConfig;
import io.facegate.inference.openvino.OpenVinoConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads which engines run the models. */
final class EnginesReader {
  private static final Set<String> KNOWN = Set.of(EnginesConfig.OPENVINO, EnginesConfig.ONNX);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration OPEN_TIME_MAX = Duration.ofMinutes(10);

  private EnginesReader() {}

  static EnginesConfig read(Section section, Path data) {
    EnginesConfig usual =
        EnginesConfig.defaults(Optional.of(data.resolve("engines.properties")));
    EnginesConfig read =
        new EnginesConfig(
            order(section, usual.order()),
            section.text("forced").filter(name -> known(section, "forced", name)),
            section.choice("precision", usual.precision()),
            usual.choices(),
            section.duration("openTimeMax", usual.openTimeMax(), SECOND, OPEN_TIME_MAX));
    return read;
  }

  static OpenVinoConfig openvino(Section section, Path data) {
    OpenVinoConfig usual = OpenVinoConfig.defaults();
    OpenVinoConfig read =
        new OpenVinoConfig(
            section.text("library").map(Path::of).orElse(null),
            devices(section, usual.devices()),
            section.choice("performanceHint", Hint.LATENCY).name(),
            Path.of(section.text("cacheFolder", data.resolve("openvino").toString())),
            section.integer("requests", usual.requests(), 1, 64),
            section.duration(
                "runTimeMax", usual.runTimeMax(), Duration.ofMillis(1), Duration.ofMinutes(5)));
    section.done();
    return read;
  }

  private static List<String> devices(Section section, List<String> usual) {
    List<String> devices = section.texts("devices", usual);
    if (devices.isEmpty() || !devices.stream().allMatch(OpenVinoConfig::isDevice)) {
      section.problem("devices", "holds what is no device, such as AUTO, CPU, GPU, GPU.1, NPU");
      return usual;
    }
    return devices;
  }

  /** What OpenVINO may be told to aim at. */
  private enum Hint {
    LATENCY,
    THROUGHPUT,
    CUMULATIVE_THROUGHPUT
  }

  private static List<String> order(Section section, List<String> usual) {
    Set<String> order = new LinkedHashSet<>(section.texts("order", usual));
    order.removeIf(name -> !known(section, "order", name));
    return order.isEmpty() ? usual : List.copyOf(order);
  }

  private static boolean known(Section section, String key, String name) {
    if (!KNOWN.contains(name)) {
      section.problem(key, "holds \"%s\"; known are openvino and onnx".formatted(name));
    }
    return KNOWN.contains(name);
  }
}
