package io.facegate.inference;

import java.util.List;

/**
 * One output of a model.
 *
 * @param name of the tensor in the file
 * @param shape at the size the catalog gives for the input
 * @param golden figures of this output for {@link SelfTest}'s input, evenly spaced over the
 *     tensor; what every engine must reproduce
 */
public record OutputSpec(String name, List<Integer> shape, List<Double> golden) {
  /** Checks the shape. */
  public OutputSpec {
    if (shape.isEmpty() || shape.stream().anyMatch(side -> side < 1)) {
      throw new IllegalArgumentException("output %s of shape %s".formatted(name, shape));
    }
    shape = List.copyOf(shape);
    golden = List.copyOf(golden);
  }

  /** Number of floats in the tensor. */
  public int elements() {
    return shape.stream().reduce(1, Math::multiplyExact);
  }
}
