package io.facegate.inference.openvino;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Whether a device still answers; shared by all models on it. */
final class DeviceWatch {
  private final String name;
  private final Duration runTimeMax;
  private final AtomicInteger abandoned = new AtomicInteger();

  DeviceWatch(String name, Duration runTimeMax) {
    this.name = name;
    this.runTimeMax = runTimeMax;
  }

  /** As OpenVINO calls it. */
  String name() {
    return name;
  }

  /** After which a run counts as hung. */
  Duration runTimeMax() {
    return runTimeMax;
  }

  /** Gives a run up that has not ended in time; the device gets no more work. */
  void abandon() {
    abandoned.incrementAndGet();
  }

  /** Runs given up. */
  int abandoned() {
    return abandoned.get();
  }

  /** Whether a run has been given up. */
  boolean isStopped() {
    return abandoned.get() > 0;
  }
}
