package io.facegate.inference.openvino;

import io.facegate.inference.EngineFaultException;
import io.facegate.inference.ModelRun;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** What a caller gets of a device that hangs: a run that can be filled, and fails. */
final class RefusedRun implements ModelRun {
  private final DeviceWatch device;
  private final FloatBuffer input;

  RefusedRun(OpenVinoModel model, DeviceWatch device) {
    this.device = device;
    this.input =
        ByteBuffer.allocateDirect(Float.BYTES * model.input().elements())
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
  }

  @Override
  public FloatBuffer input() {
    return input;
  }

  @Override
  public void execute() {
    throw new EngineFaultException(
        device.name(), "gets no work since %d runs did not end".formatted(device.abandoned()));
  }

  @Override
  public FloatBuffer output(int index) {
    throw new IllegalStateException("nothing was computed");
  }

  @Override
  public void close() {}
}
