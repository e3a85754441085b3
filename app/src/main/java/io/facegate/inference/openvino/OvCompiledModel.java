package io.facegate.inference.openvino;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A model made ready for one device. */
final class OvCompiledModel extends OvHandle {
  OvCompiledModel(OvRuntime runtime, Pointer address) {
    super(runtime, address);
  }

  List<OvPort> inputs() {
    LongByReference size = new LongByReference();
    runtime().check(library().ov_compiled_model_inputs_size(address(), size), "counting inputs");
    List<OvPort> ports = new ArrayList<>();
    for (long i = 0; i < size.getValue(); i++) {
      PointerByReference port = new PointerByReference();
      runtime()
          .check(
              library().ov_compiled_model_input_by_index(address(), i, port),
              "asking for an input");
      ports.add(OvPort.take(runtime(), OvRuntime.given(port, "an input")));
    }
    return ports;
  }

  List<OvPort> outputs() {
    LongByReference size = new LongByReference();
    runtime().check(library().ov_compiled_model_outputs_size(address(), size), "counting outputs");
    List<OvPort> ports = new ArrayList<>();
    for (long i = 0; i < size.getValue(); i++) {
      PointerByReference port = new PointerByReference();
      runtime()
          .check(
              library().ov_compiled_model_output_by_index(address(), i, port),
              "asking for an output");
      ports.add(OvPort.take(runtime(), OvRuntime.given(port, "an output")));
    }
    return ports;
  }

  /** The output that has this among its names. */
  Optional<OvPort> output(String name) {
    PointerByReference port = new PointerByReference();
    int status = library().ov_compiled_model_output_by_name(address(), name, port);
    return status == OvRuntime.OK
        ? Optional.of(OvPort.take(runtime(), OvRuntime.given(port, "an output")))
        : Optional.empty();
  }

  String property(String key) {
    PointerByReference value = new PointerByReference();
    runtime()
        .check(
            library().ov_compiled_model_get_property(address(), key, value), "asking for " + key);
    return runtime().take(value);
  }

  OvInferRequest createRequest() {
    PointerByReference request = new PointerByReference();
    runtime()
        .check(
            library().ov_compiled_model_create_infer_request(address(), request),
            "making a request");
    return new OvInferRequest(runtime(), OvRuntime.given(request, "a request"));
  }

  @Override
  void free(Pointer current) {
    library().ov_compiled_model_free(current);
  }
}
