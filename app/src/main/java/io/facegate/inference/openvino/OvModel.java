package io.facegate.inference.openvino;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.ArrayList;
import java.util.List;

/** A model as it was read. */
final class OvModel extends OvHandle {
  OvModel(OvRuntime runtime, Pointer address) {
    super(runtime, address);
  }

  List<OvPort> inputs() {
    LongByReference size = new LongByReference();
    runtime().check(library().ov_model_inputs_size(address(), size), "counting inputs");
    List<OvPort> ports = new ArrayList<>();
    for (long i = 0; i < size.getValue(); i++) {
      PointerByReference port = new PointerByReference();
      runtime()
          .check(
              library().ov_model_const_input_by_index(address(), i, port), "asking for an input");
      ports.add(OvPort.take(runtime(), OvRuntime.given(port, "an input")));
    }
    return ports;
  }

  /** Whether an input has this among its names. */
  boolean hasInput(String name) {
    PointerByReference port = new PointerByReference();
    int status = library().ov_model_const_input_by_name(address(), name, port);
    if (status == OvRuntime.OK) {
      library().ov_output_const_port_free(OvRuntime.given(port, "an input"));
    }
    return status == OvRuntime.OK;
  }

  /** Fixes the shape of its one input, and with it all others. */
  void reshape(List<Long> sides) {
    OpenVinoLibrary.PartialShape.Value shape = new OpenVinoLibrary.PartialShape.Value();
    long[] wanted = sides.stream().mapToLong(Long::longValue).toArray();
    runtime()
        .check(
            library().ov_partial_shape_create_static(wanted.length, wanted, shape),
            "making a shape");
    /* JNA reads a structure back after a call, but not one that can go by value. */
    shape.read();
    try {
      runtime()
          .check(
              library().ov_model_reshape_single_input(address(), shape),
              "fixing the input's shape at " + sides);
    } finally {
      library().ov_partial_shape_free(shape);
    }
  }

  @Override
  void free(Pointer current) {
    library().ov_model_free(current);
  }
}
