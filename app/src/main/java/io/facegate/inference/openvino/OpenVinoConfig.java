package io.facegate.inference.openvino;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How OpenVINO is found and used.
 *
 * @param library the file {@code libopenvino_c.so}, with or without a version behind it, or the
 *     folder that holds it; null, the default, to look in the system and in jars
 * @param devices tried in this order, per model, until one can compile it: {@code AUTO} (default;
 *     OpenVINO chooses), {@code CPU}, {@code GPU}, {@code NPU}, or any device OpenVINO names, such
 *     as {@code GPU.1} or {@code AUTO:NPU,CPU}
 * @param performanceHint {@code LATENCY} (default), {@code THROUGHPUT} or {@code
 *     CUMULATIVE_THROUGHPUT}
 * @param cacheFolder where compiled models are kept, so that a GPU or NPU starts in seconds instead
 *     of minutes; null for nowhere. Root uses it only where nobody else may write
 * @param requests that may run at a time per model, 1 to 64, 2 by default; a further one waits
 * @param runTimeMax after which a run counts as hung, 1 ms to 5 min, 2 s by default
 */
public record OpenVinoConfig(
    @Nullable Path library,
    List<String> devices,
    String performanceHint,
    @Nullable Path cacheFolder,
    int requests,
    Duration runTimeMax) {
  private static final Set<String> HINTS =
      Set.of("LATENCY", "THROUGHPUT", "CUMULATIVE_THROUGHPUT");
  private static final int REQUESTS_MAX = 64;
  private static final Duration RUN_TIME_MAX = Duration.ofMinutes(5);

  /** Checks the ranges. */
  public OpenVinoConfig {
    if (devices.isEmpty() || devices.stream().anyMatch(device -> !isDevice(device))) {
      throw new IllegalArgumentException("devices " + devices);
    }
    if (!HINTS.contains(performanceHint)) {
      throw new IllegalArgumentException("performance hint " + performanceHint);
    }
    if (requests < 1 || requests > REQUESTS_MAX) {
      throw new IllegalArgumentException(requests + " requests");
    }
    if (runTimeMax.toMillis() < 1 || runTimeMax.compareTo(RUN_TIME_MAX) > 0) {
      throw new IllegalArgumentException("longest run of " + runTimeMax);
    }
    devices = List.copyOf(devices);
  }

  /** Whether a name may be one of a device. */
  public static boolean isDevice(String name) {
    return name.matches("[A-Za-z][A-Za-z0-9_.:,()-]{0,99}");
  }

  /** OpenVINO wherever it is found, on the device it prefers. */
  public static OpenVinoConfig defaults() {
    return new OpenVinoConfig(
        null, List.of("AUTO"), "LATENCY", null, 2, Duration.ofSeconds(2));
  }
}
