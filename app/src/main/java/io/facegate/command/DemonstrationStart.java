package io.facegate.command;

import java.util.function.IntConsumer;

/** Starts a demonstration of the service, which then runs until the process ends. */
@FunctionalInterface
public interface DemonstrationStart {
  /**
   * Returns when the service is up.
   *
   * @param brokerPort told the port of the demonstration's own broker before the service starts
   */
  void start(IntConsumer brokerPort) throws Exception;
}
