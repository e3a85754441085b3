package io.facegate.inference.openvino;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.time.Duration;
import java.util.List;

/** One run at a time of a compiled model. It must not be closed while it runs. */
final class OvInferRequest extends OvHandle {
  OvInferRequest(OvRuntime runtime, Pointer address) {
    super(runtime, address);
  }

  void setInput(int index, OvTensor tensor) {
    runtime()
        .check(
            library()
                .ov_infer_request_set_input_tensor_by_index(address(), index, tensor.address()),
            "giving input " + index);
  }

  void setOutput(int index, OvTensor tensor) {
    runtime()
        .check(
            library()
                .ov_infer_request_set_output_tensor_by_index(address(), index, tensor.address()),
            "giving room for output " + index);
  }

  void setOutput(String name, OvTensor tensor) {
    runtime()
        .check(
            library().ov_infer_request_set_tensor(address(), name, tensor.address()),
            "giving room for output " + name);
  }

  /** The shape an output has after a run. */
  List<Long> outputShape(int index) {
    PointerByReference tensor = new PointerByReference();
    runtime()
        .check(
            library().ov_infer_request_get_output_tensor_by_index(address(), index, tensor),
            "asking for output " + index);
    return shape(tensor);
  }

  /** The shape an output of a name has after a run. */
  List<Long> outputShape(String name) {
    PointerByReference tensor = new PointerByReference();
    runtime()
        .check(
            library().ov_infer_request_get_tensor(address(), name, tensor),
            "asking for output " + name);
    return shape(tensor);
  }

  private List<Long> shape(PointerByReference tensor) {
    try (OvTensor output = OvTensor.of(runtime(), tensor)) {
      return output.shape();
    }
  }

  void start() {
    runtime().check(library().ov_infer_request_start_async(address()), "starting a run");
  }

  /**
   * Waits for the run to end.
   *
   * @return false when it has not ended by then, and goes on
   * @throws OvException when it failed
   */
  boolean await(Duration longest) {
    int status = library().ov_infer_request_wait_for(address(), longest.toMillis());
    if (status == OvRuntime.RESULT_NOT_READY) {
      return false;
    }
    runtime().check(status, "the run");
    return true;
  }

  @Override
  void free(Pointer current) {
    library().ov_infer_request_free(current);
  }
}
