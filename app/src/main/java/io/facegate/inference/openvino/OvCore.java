package io.facegate.inference.openvino;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OpenVINO's root object: devices, properties, and models read and compiled. */
final class OvCore extends OvHandle {
  private static final int DEVICES_MAX = 64;

  private OvCore(OvRuntime runtime, Pointer address) {
    super(runtime, address);
  }

  static OvCore create(OvRuntime runtime) {
    PointerByReference core = new PointerByReference();
    runtime.check(runtime.library().ov_core_create(core), "starting OpenVINO");
    return new OvCore(runtime, OvRuntime.given(core, "its core"));
  }

  /** The devices it finds on this machine, for instance CPU, GPU.0, NPU. */
  List<String> devices() {
    OpenVinoLibrary.AvailableDevices found = new OpenVinoLibrary.AvailableDevices();
    runtime()
        .check(library().ov_core_get_available_devices(address(), found), "looking for devices");
    try {
      List<String> names = new ArrayList<>();
      Pointer devices = found.devices;
      for (int i = 0; i < Math.min(found.size, DEVICES_MAX) && devices != null; i++) {
        names.add(devices.getPointer((long) i * Long.BYTES).getString(0, "UTF-8"));
      }
      return names;
    } finally {
      library().ov_available_devices_free(found);
    }
  }

  /** Sets a property of all devices. */
  void setProperty(String key, String value) {
    runtime()
        .check(
            library().ov_core_set_property(address(), null, key, value), "setting " + key);
  }

  String property(String device, String key) {
    PointerByReference value = new PointerByReference();
    runtime()
        .check(
            library().ov_core_get_property(address(), device, key, value),
            "asking %s for %s".formatted(device, key));
    return runtime().take(value);
  }

  /**
   * Reads a model.
   *
   * @param graph a whole ONNX file, or the xml of an IR
   * @param weights the bin of an IR, which must stay open as long as the model and all compiled
   *     from it; null for ONNX
   */
  OvModel read(byte[] graph, @Nullable OvTensor weights) {
    PointerByReference model = new PointerByReference();
    runtime()
        .check(
            library()
                .ov_core_read_model_from_memory_buffer(
                    address(),
                    graph,
                    graph.length,
                    weights == null ? null : weights.address(),
                    model),
            "reading the model");
    return new OvModel(runtime(), OvRuntime.given(model, "a model"));
  }

  OvCompiledModel compile(OvModel model, String device, Map<String, String> properties) {
    List<Object> pairs = new ArrayList<>();
    properties.forEach(
        (key, value) -> {
          pairs.add(key);
          pairs.add(value);
        });
    PointerByReference compiled = new PointerByReference();
    runtime()
        .check(
            library()
                .ov_core_compile_model(
                    address(), model.address(), device, pairs.size(), compiled, pairs.toArray()),
            "compiling for " + device);
    return new OvCompiledModel(runtime(), OvRuntime.given(compiled, "a compiled model"));
  }

  @Override
  void free(Pointer current) {
    library().ov_core_free(current);
  }
}
