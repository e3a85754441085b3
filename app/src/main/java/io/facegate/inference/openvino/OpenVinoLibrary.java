package io.facegate.inference.openvino;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import org.jspecify.annotations.Nullable;

/**
 * The functions of OpenVINO's C API that we use, one to one, in the order of {@code
 * native/openvino-stub/openvino_c.h}. Every {@code int} returned is an {@code ov_status_e}; a
 * {@code size_t} is a {@code long}, as all machines we run on have 64 bits. Nothing but the classes
 * that own handles may call this.
 */
@SuppressWarnings({"checkstyle:MethodName", "MethodName"}) // The names are those of C.
interface OpenVinoLibrary extends Library {

  /** {@code ov_shape_t}. */
  @FieldOrder({"rank", "dims"})
  class Shape extends Structure {
    public long rank;
    public @Nullable Pointer dims;

    /** Handed over by value. */
    public static final class Value extends Shape implements Structure.ByValue {}
  }

  /** {@code ov_dimension_t}, of which {@code ov_rank_t} is another name. */
  @FieldOrder({"min", "max"})
  class Dimension extends Structure {
    public long min;
    public long max;
  }

  /** {@code ov_partial_shape_t}. */
  @FieldOrder({"rank", "dims"})
  class PartialShape extends Structure {
    public Dimension rank = new Dimension();
    public @Nullable Pointer dims;

    /** Handed over by value. */
    public static final class Value extends PartialShape implements Structure.ByValue {}
  }

  /** {@code ov_version_t}. */
  @FieldOrder({"buildNumber", "description"})
  class Version extends Structure {
    public @Nullable Pointer buildNumber;
    public @Nullable Pointer description;
  }

  /** {@code ov_available_devices_t}. */
  @FieldOrder({"devices", "size"})
  class AvailableDevices extends Structure {
    public @Nullable Pointer devices;
    public long size;
  }

  @Nullable String ov_get_error_info(int status);

  @Nullable Pointer ov_get_last_err_msg();

  void ov_free(Pointer content);

  int ov_get_openvino_version(Version version);

  void ov_version_free(Version version);

  int ov_core_create(PointerByReference core);

  void ov_core_free(Pointer core);

  int ov_core_get_available_devices(Pointer core, AvailableDevices devices);

  void ov_available_devices_free(AvailableDevices devices);

  int ov_core_set_property(Pointer core, @Nullable String device, Object... keyAndValue);

  int ov_core_get_property(Pointer core, String device, String key, PointerByReference value);

  int ov_core_read_model_from_memory_buffer(
      Pointer core, byte[] graph, long bytes, @Nullable Pointer weights, PointerByReference model);

  int ov_core_compile_model(
      Pointer core,
      Pointer model,
      String device,
      long properties,
      PointerByReference compiled,
      Object... keysAndValues);

  void ov_model_free(Pointer model);

  int ov_model_inputs_size(Pointer model, LongByReference size);

  int ov_model_const_input_by_index(Pointer model, long index, PointerByReference port);

  int ov_model_const_input_by_name(Pointer model, String name, PointerByReference port);

  int ov_model_reshape_single_input(Pointer model, PartialShape.Value shape);

  int ov_partial_shape_create_static(long rank, long[] dims, PartialShape shape);

  void ov_partial_shape_free(PartialShape shape);

  int ov_shape_free(Shape shape);

  int ov_port_get_any_name(Pointer port, PointerByReference name);

  int ov_port_get_partial_shape(Pointer port, PartialShape shape);

  int ov_const_port_get_shape(Pointer port, Shape shape);

  int ov_port_get_element_type(Pointer port, IntByReference type);

  void ov_output_const_port_free(Pointer port);

  void ov_compiled_model_free(Pointer compiled);

  int ov_compiled_model_inputs_size(Pointer compiled, LongByReference size);

  int ov_compiled_model_outputs_size(Pointer compiled, LongByReference size);

  int ov_compiled_model_input_by_index(Pointer compiled, long index, PointerByReference port);

  int ov_compiled_model_output_by_index(Pointer compiled, long index, PointerByReference port);

  int ov_compiled_model_output_by_name(Pointer compiled, String name, PointerByReference port);

  int ov_compiled_model_get_property(Pointer compiled, String key, PointerByReference value);

  int ov_compiled_model_create_infer_request(Pointer compiled, PointerByReference request);

  void ov_infer_request_free(Pointer request);

  int ov_infer_request_set_input_tensor_by_index(Pointer request, long index, Pointer tensor);

  int ov_infer_request_set_output_tensor_by_index(Pointer request, long index, Pointer tensor);

  int ov_infer_request_get_output_tensor_by_index(
      Pointer request, long index, PointerByReference tensor);

  int ov_infer_request_set_tensor(Pointer request, String name, Pointer tensor);

  int ov_infer_request_get_tensor(Pointer request, String name, PointerByReference tensor);

  int ov_infer_request_start_async(Pointer request);

  int ov_infer_request_wait_for(Pointer request, long millis);

  int ov_tensor_create(int type, Shape.Value shape, PointerByReference tensor);

  int ov_tensor_get_shape(Pointer tensor, Shape shape);

  int ov_tensor_get_byte_size(Pointer tensor, LongByReference bytes);

  int ov_tensor_data(Pointer tensor, PointerByReference data);

  void ov_tensor_free(Pointer tensor);
}
