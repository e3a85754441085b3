package io.facegate.inference.openvino;

import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** One object of OpenVINO that we own; closing frees it, once. */
abstract class OvHandle implements AutoCloseable {
  private final OvRuntime runtime;
  private @Nullable Pointer address;

  OvHandle(OvRuntime runtime, Pointer address) {
    this.runtime = runtime;
    this.address = address;
    runtime.born();
  }

  final OvRuntime runtime() {
    return runtime;
  }

  final OpenVinoLibrary library() {
    return runtime.library();
  }

  /** The address, for a call; not to be kept. */
  final synchronized Pointer address() {
    Pointer current = address;
    if (current == null) {
      throw new IllegalStateException(getClass().getSimpleName() + " is closed");
    }
    return current;
  }

  @Override
  public final synchronized void close() {
    Pointer current = address;
    address = null;
    if (current != null) {
      free(current);
      runtime.died();
    }
  }

  abstract void free(Pointer current);
}
