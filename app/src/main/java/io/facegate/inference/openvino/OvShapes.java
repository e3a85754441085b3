package io.facegate.inference.openvino;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;

/** Shapes into C and out of it. */
final class OvShapes {
  /** A side that is not fixed. */
  static final long OPEN = -1;

  private static final int RANK_MAX = 32;

  private OvShapes() {}

  /** A shape to be handed over by value; its memory lives as long as it is referenced. */
  static OpenVinoLibrary.Shape.Value value(long... sides) {
    Memory memory = new Memory((long) Long.BYTES * Math.max(1, sides.length));
    memory.write(0, sides, 0, sides.length);
    OpenVinoLibrary.Shape.Value shape = new OpenVinoLibrary.Shape.Value();
    shape.rank = sides.length;
    shape.dims = memory;
    return shape;
  }

  /** Reads a shape and gives it back. */
  static List<Long> take(OvRuntime runtime, OpenVinoLibrary.Shape shape) {
    try {
      List<Long> sides = new ArrayList<>();
      Pointer dims = shape.dims;
      for (int i = 0; i < rank(shape.rank) && dims != null; i++) {
        sides.add(dims.getLong((long) Long.BYTES * i));
      }
      return sides;
    } finally {
      runtime.library().ov_shape_free(shape);
    }
  }

  /** Reads a shape with {@link #OPEN} sides and gives it back. */
  static List<Long> take(OvRuntime runtime, OpenVinoLibrary.PartialShape shape) {
    try {
      if (shape.rank.min != shape.rank.max) {
        throw new OvException(OvRuntime.OK, "the number of sides is not fixed");
      }
      List<Long> sides = new ArrayList<>();
      Pointer dims = shape.dims;
      for (int i = 0; i < rank(shape.rank.max) && dims != null; i++) {
        long least = dims.getLong(2L * Long.BYTES * i);
        long most = dims.getLong(2L * Long.BYTES * i + Long.BYTES);
        sides.add(least == most ? least : OPEN);
      }
      return sides;
    } finally {
      runtime.library().ov_partial_shape_free(shape);
    }
  }

  private static int rank(long told) {
    if (told < 0 || told > RANK_MAX) {
      throw new OvException(OvRuntime.OK, "a shape of %d sides".formatted(told));
    }
    return (int) told;
  }
}
