package io.facegate.inference;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which engines run the models.
 *
 * @param order names of engines, {@code openvino} and {@code onnx}, the preferred one first; one
 *     that is not there is passed over
 * @param forced the only one that may serve, even if that keeps the service from starting; empty
 *     for the fastest of those in order
 * @param precision of the models
 * @param choices the file that keeps what was measured on this box; empty to measure every time
 * @param openTimeMax how long an engine that has a successor may take to open and try one model,
 *     1 s to 10 minutes: compilers for accelerators take their time
 */
public record EnginesConfig(
    List<String> order,
    Optional<String> forced,
    Precision precision,
    Optional<Path> choices,
    Duration openTimeMax) {

  /** OpenVINO's name in the configuration. */
  public static final String OPENVINO = "openvino";

  /** ONNX Runtime's name in the configuration. */
  public static final String ONNX = "onnx";

  private static final Duration USUAL_OPEN_TIME_MAX = Duration.ofMinutes(3);

  /** Checks that each engine stands once. */
  public EnginesConfig {
    if (order.isEmpty() || order.stream().distinct().count() != order.size()) {
      throw new IllegalArgumentException("order of engines " + order);
    }
    order = List.copyOf(order);
  }

  /** OpenVINO where it is, ONNX Runtime otherwise, whichever is faster. */
  public static EnginesConfig defaults(Optional<Path> choices) {
    return new EnginesConfig(
        List.of(OPENVINO, ONNX), Optional.empty(), Precision.AUTO, choices, USUAL_OPEN_TIME_MAX);
  }

  /** The same with models of another precision. */
  public EnginesConfig with(Precision other) {
    return new EnginesConfig(order, forced, other, choices, openTimeMax);
  }

  /** The same, keeping nothing: for what runs beside the service. */
  public EnginesConfig unkept() {
    return new EnginesConfig(order, forced, precision, Optional.empty(), openTimeMax);
  }

  /** The engines that may serve, the preferred one first. */
  public List<String> allowed() {
    return forced.map(List::of).orElse(order);
  }
}
