package io.facegate.inference.openvino;

import io.facegate.inference.InputSpec;
import io.facegate.inference.Model;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelRun;
import io.facegate.inference.RunsUnderWay;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A model compiled for one device, and the requests its callers share. */
final class OpenVinoModel implements Model {
  private final ModelCard card;
  private final InputSpec input;
  private final OvCompiledModel compiled;
  private final DeviceWatch device;
  private final List<OvHandle> handles;
  private final List<OpenVinoRun> runs = new ArrayList<>();
  private final Queue<OpenVinoRun> idle = new ConcurrentLinkedQueue<>();
  private final Semaphore permits;
  private final RunsUnderWay underWay = new RunsUnderWay(this::free);

  /**
   * A model.
   *
   * @param handles what it owns beside its requests, in the order of their making
   * @param requests that may run at a time
   * @throws OvException when a request or its memory cannot be had; the handles are then the
   *     caller's still
   */
  OpenVinoModel(
      ModelCard card,
      InputSpec input,
      PortPlan ports,
      OvCompiledModel compiled,
      DeviceWatch device,
      List<OvHandle> handles,
      int requests) {
    this.card = card;
    this.input = input;
    this.compiled = compiled;
    this.device = device;
    this.handles = List.copyOf(handles);
    this.permits = new Semaphore(requests);
    try {
      for (int i = 0; i < requests; i++) {
        runs.add(OpenVinoRun.create(this, ports, compiled, device));
      }
    } catch (OvException failed) {
      runs.forEach(OpenVinoRun::free);
      throw failed;
    }
    idle.addAll(runs);
  }

  @Override
  public ModelCard card() {
    return card;
  }

  @Override
  public InputSpec input() {
    return input;
  }

  /** The device, as OpenVINO calls it. */
  String device() {
    return device.name();
  }

  /** What AUTO and its like have chosen. */
  String executionDevices() {
    return compiled.property("EXECUTION_DEVICES");
  }

  @Override
  public ModelRun begin() {
    underWay.begin();
    ModelRun run = null;
    try {
      run = idleOrRefused();
      return run;
    } finally {
      if (!(run instanceof OpenVinoRun)) {
        underWay.end();
      }
    }
  }

  private ModelRun idleOrRefused() {
    try {
      while (!permits.tryAcquire(device.runTimeMax().toMillis(), TimeUnit.MILLISECONDS)) {
        if (device.isStopped()) {
          return new RefusedRun(this, device);
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a request", interrupted);
    }
    OpenVinoRun run = idle.poll();
    if (run == null) {
      permits.release();
      return new RefusedRun(this, device);
    }
    return run;
  }

  /* A run that hangs keeps its request for ever; the permit goes back, so that nobody waits. */
  void giveBack(OpenVinoRun run) {
    if (!run.isAbandoned()) {
      idle.add(run);
    }
    permits.release();
    underWay.end();
  }

  @Override
  public void close() {
    underWay.close();
  }

  /* Unless a run hangs: what a device may still read or write is left alone, and with it everything
  that stands behind it. */
  private void free() {
    idle.clear();
    boolean hangs = runs.stream().anyMatch(OpenVinoRun::isAbandoned);
    runs.stream().filter(run -> !run.isAbandoned()).forEach(OpenVinoRun::free);
    if (!hangs) {
      handles.reversed().forEach(OvHandle::close);
    }
  }
}
