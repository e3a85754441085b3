package io.facegate.command;

import io.facegate.config.GatewayConfig;
import java.nio.file.Path;

/** Starts the service, which then runs until the process ends. */
@FunctionalInterface
public interface ServiceStart {
  /**
   * Returns when the service is up.
   *
   * @param file where the configuration was read from
   */
  void start(GatewayConfig config, Path file) throws Exception;
}
