package io.facegate.inference.openvino;

import io.facegate.inference.EngineFaultException;
import io.facegate.inference.ModelRun;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** A request with the tensors it reads and writes, bound to it once. */
final class OpenVinoRun implements ModelRun {
  private final OpenVinoModel model;
  private final PortPlan ports;
  private final DeviceWatch device;
  private final OvInferRequest request;
  private final RealTensor input;
  private final List<RealTensor> outputs;
  private volatile boolean abandoned;
  private boolean checked;

  private OpenVinoRun(
      OpenVinoModel model,
      PortPlan ports,
      DeviceWatch device,
      OvInferRequest request,
      RealTensor input,
      List<RealTensor> outputs) {
    this.model = model;
    this.ports = ports;
    this.device = device;
    this.request = request;
    this.input = input;
    this.outputs = outputs;
  }

  static OpenVinoRun create(
      OpenVinoModel model, PortPlan ports, OvCompiledModel compiled, DeviceWatch device) {
    List<OvHandle> made = new ArrayList<>();
    try {
      OvInferRequest request = compiled.createRequest();
      made.add(request);
      RealTensor input = RealTensor.create(compiled.runtime(), ports.input());
      made.add(input.tensor());
      request.setInput(0, input.tensor());
      List<RealTensor> outputs = new ArrayList<>();
      for (PortPlan.Place place : ports.outputs()) {
        RealTensor output = RealTensor.create(compiled.runtime(), place.port());
        made.add(output.tensor());
        place.bind(request, output.tensor());
        outputs.add(output);
      }
      return new OpenVinoRun(model, ports, device, request, input, outputs);
    } catch (OvException failed) {
      made.forEach(OvHandle::close);
      throw failed;
    }
  }

  @Override
  public FloatBuffer input() {
    return input.floats();
  }

  @Override
  public void execute() {
    if (device.isStopped()) {
      throw new EngineFaultException(device.name(), "gets no work since a run did not end");
    }
    input.store();
    try {
      request.start();
      await();
      checkShapes();
    } catch (OvException failed) {
      throw new EngineFaultException(
          device.name(), "%s: %s".formatted(model.card().id(), failed.getMessage()));
    }
    outputs.forEach(RealTensor::load);
  }

  private void await() {
    try {
      if (request.await(device.runTimeMax())) {
        return;
      }
    } catch (OvException failed) {
      if (hasEnded()) {
        throw failed;
      }
    }
    abandoned = true;
    device.abandon();
    throw new EngineFaultException(
        device.name(),
        "a run of %s did not end within %d ms"
            .formatted(model.card().id(), device.runTimeMax().toMillis()));
  }

  /* A wait that fails for a reason of its own says nothing of the run: only what ended is freed. */
  private boolean hasEnded() {
    try {
      return request.await(device.runTimeMax());
    } catch (OvException failedAgain) {
      return true;
    }
  }

  /* The shapes are fixed, so that what holds for a request's first run holds for all. */
  private void checkShapes() {
    for (PortPlan.Place place : checked ? List.<PortPlan.Place>of() : ports.outputs()) {
      List<Long> shape = place.shapeIn(request);
      if (!shape.equals(place.port().shape())) {
        throw new OvException(
            OvRuntime.OK,
            "output %s came as %s, not %s"
                .formatted(place.name(), shape, place.port().shape()));
      }
    }
    checked = true;
  }

  @Override
  public FloatBuffer output(int index) {
    return outputs.get(index).floats();
  }

  @Override
  public void close() {
    model.giveBack(this);
  }

  /** Whether a run of it was given up: the device may still use its memory. */
  boolean isAbandoned() {
    return abandoned;
  }

  void free() {
    request.close();
    input.tensor().close();
    outputs.forEach(output -> output.tensor().close());
  }
}
