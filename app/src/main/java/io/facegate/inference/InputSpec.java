package io.facegate.inference;

import java.util.List;

/**
 * The one input of a model: a batch of one picture, three colour planes, 32-bit floats, NCHW. A
 * value is {@code (pixel - mean) * factor}, pixel from 0 to 255.
 *
 * @param name of the tensor in the file
 * @param height in pixels
 * @param width in pixels
 * @param resizable whether the model also runs at other sizes, multiples of 32
 * @param colours order of the planes
 * @param mean per plane, in the order of the planes
 * @param factor per plane, in the order of the planes
 */
public record InputSpec(
    String name,
    int height,
    int width,
    boolean resizable,
    ColourOrder colours,
    List<Double> mean,
    List<Double> factor) {
  static final int SIDE_MAX = 4096;

  /** Checks sizes and the number of planes. */
  public InputSpec {
    if (height < 1 || width < 1 || height > SIDE_MAX || width > SIDE_MAX) {
      throw new IllegalArgumentException("input of %d x %d".formatted(width, height));
    }
    if (mean.size() != 3 || factor.size() != 3) {
      throw new IllegalArgumentException("mean and factor need one number per colour plane");
    }
    mean = List.copyOf(mean);
    factor = List.copyOf(factor);
  }

  /** The same input at another size. */
  public InputSpec sized(int newHeight, int newWidth) {
    if (!resizable && (newHeight != height || newWidth != width)) {
      throw new IllegalArgumentException(
          "input %s is fixed at %d x %d".formatted(name, width, height));
    }
    return new InputSpec(name, newHeight, newWidth, resizable, colours, mean, factor);
  }

  /** Number of floats in the tensor. */
  public int elements() {
    return 3 * height * width;
  }
}
