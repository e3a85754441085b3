package io.facegate.ops;

import java.util.Map;
import java.util.function.Supplier;

/**
 * A part of the gateway whose health can be asked.
 *
 * @param name unique, lower case
 * @param vital whether the gateway is not ready without it; what is not vital degrades only itself
 * @param state asked on every look; must answer fast and never block
 */
public record HealthPart(String name, boolean vital, Supplier<State> state) {

  /**
   * How a part is doing.
   *
   * @param details numbers and words for the operator; no secrets
   */
  public record State(boolean up, Map<String, Object> details) {}
}
