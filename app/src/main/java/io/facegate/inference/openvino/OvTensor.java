package io.facegate.inference.openvino;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** A tensor in OpenVINO's own memory, which a request or model may share. */
final class OvTensor extends OvHandle {
  private OvTensor(OvRuntime runtime, Pointer address) {
    super(runtime, address);
  }

  /** A new tensor of a fixed shape. */
  static OvTensor create(OvRuntime runtime, ElementType type, List<Long> shape) {
    PointerByReference tensor = new PointerByReference();
    long[] sides = shape.stream().mapToLong(Long::longValue).toArray();
    runtime.check(
        runtime.library().ov_tensor_create(runtime.code(type), OvShapes.value(sides), tensor),
        "making a tensor of shape " + shape);
    return of(runtime, tensor);
  }

  static OvTensor of(OvRuntime runtime, PointerByReference tensor) {
    return new OvTensor(runtime, OvRuntime.given(tensor, "a tensor"));
  }

  List<Long> shape() {
    OpenVinoLibrary.Shape shape = new OpenVinoLibrary.Shape();
    runtime().check(library().ov_tensor_get_shape(address(), shape), "asking a tensor's shape");
    return OvShapes.take(runtime(), shape);
  }

  /**
   * Its memory, valid until it and whatever shares it are closed.
   *
   * @param type of its elements
   * @param elements how many it must hold
   * @throws OvException when the library's memory is not what a tensor of these must have
   */
  ByteBuffer data(ElementType type, long elements) {
    LongByReference bytes = new LongByReference();
    runtime().check(library().ov_tensor_get_byte_size(address(), bytes), "measuring a tensor");
    if (bytes.getValue() != elements * type.bytes()) {
      throw new OvException(
          OvRuntime.OK,
          "a tensor of %d elements %s has %d bytes".formatted(elements, type, bytes.getValue()));
    }
    PointerByReference data = new PointerByReference();
    runtime().check(library().ov_tensor_data(address(), data), "asking for a tensor's memory");
    Pointer memory = OvRuntime.given(data, "a tensor's memory");
    if (Pointer.nativeValue(memory) % type.bytes() != 0) {
      throw new OvException(OvRuntime.OK, "a tensor's memory is misaligned");
    }
    return memory.getByteBuffer(0, bytes.getValue()).order(ByteOrder.nativeOrder());
  }

  @Override
  void free(Pointer current) {
    library().ov_tensor_free(current);
  }
}
