package io.facegate.inference.openvino;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.List;

/**
 * One input or output of a model.
 *
 * @param name one of its names; empty when it has none
 * @param shape with {@link OvShapes#OPEN} for sides that are not fixed
 */
record OvPort(String name, ElementType type, List<Long> shape) {
  OvPort {
    shape = List.copyOf(shape);
  }

  /** Asks a port what it is, and frees it. */
  static OvPort take(OvRuntime runtime, Pointer port) {
    OpenVinoLibrary library = runtime.library();
    try {
      IntByReference type = new IntByReference();
      runtime.check(library.ov_port_get_element_type(port, type), "asking for an element type");
      OpenVinoLibrary.PartialShape shape = new OpenVinoLibrary.PartialShape();
      runtime.check(library.ov_port_get_partial_shape(port, shape), "asking for a shape");
      return new OvPort(
          name(runtime, port), runtime.type(type.getValue()), OvShapes.take(runtime, shape));
    } finally {
      library.ov_output_const_port_free(port);
    }
  }

  /* Ports of some IR files have no name, and asking for it fails. */
  private static String name(OvRuntime runtime, Pointer port) {
    PointerByReference name = new PointerByReference();
    int status = runtime.library().ov_port_get_any_name(port, name);
    return status == OvRuntime.OK ? runtime.take(name) : "";
  }

  boolean isFixed() {
    return !shape.contains(OvShapes.OPEN);
  }

  /** Whether a wanted shape is among those this port takes. */
  boolean takes(List<Long> wanted) {
    boolean fits = shape.size() == wanted.size();
    for (int i = 0; fits && i < shape.size(); i++) {
      fits = shape.get(i) == OvShapes.OPEN || shape.get(i).equals(wanted.get(i));
    }
    return fits;
  }
}
