package io.facegate.inference.openvino;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tensor of real numbers as callers see it: floats. Floats lie in the tensor itself; halves are
 * kept beside it and converted.
 */
final class RealTensor {
  private final OvTensor tensor;
  private final FloatBuffer floats;
  private final @Nullable ShortBuffer halves;

  private RealTensor(OvTensor tensor, FloatBuffer floats, @Nullable ShortBuffer halves) {
    this.tensor = tensor;
    this.floats = floats;
    this.halves = halves;
  }

  static RealTensor create(OvRuntime runtime, OvPort port) {
    OvTensor tensor = OvTensor.create(runtime, port.type(), port.shape());
    try {
      int elements = elements(port.shape());
      ByteBuffer data = tensor.data(port.type(), elements);
      if (port.type() == ElementType.F32) {
        return new RealTensor(tensor, data.asFloatBuffer(), null);
      }
      ByteBuffer beside =
          ByteBuffer.allocateDirect(Float.BYTES * elements).order(ByteOrder.nativeOrder());
      return new RealTensor(tensor, beside.asFloatBuffer(), data.asShortBuffer());
    } catch (OvException failed) {
      tensor.close();
      throw failed;
    }
  }

  private static int elements(List<Long> shape) {
    long product = 1;
    for (long side : shape) {
      product = Math.multiplyExact(product, side);
    }
    return Math.toIntExact(product);
  }

  OvTensor tensor() {
    return tensor;
  }

  FloatBuffer floats() {
    return floats;
  }

  /** Before a run: halves from floats. */
  void store() {
    ShortBuffer half = halves;
    for (int i = 0; half != null && i < half.capacity(); i++) {
      half.put(i, Float.floatToFloat16(floats.get(i)));
    }
  }

  /** After a run: floats from halves. */
  void load() {
    ShortBuffer half = halves;
    for (int i = 0; half != null && i < half.capacity(); i++) {
      floats.put(i, Float.float16ToFloat(half.get(i)));
    }
  }
}
