package io.facegate.events;

import java.nio.file.Path;

/**
 * How much may wait for the broker; beyond it the oldest events are lost, counted and logged.
 *
 * @param folder a folder of its own, made when missing
 * @param eventsMax 1 to 10,000,000
 * @param bytesMax of all waiting events together; at least 1 MiB
 */
public record OutboxConfig(Path folder, int eventsMax, long bytesMax) {

  /** Checks the values. */
  public OutboxConfig {
    if (eventsMax < 1 || eventsMax > 10_000_000) {
      throw new IllegalArgumentException("eventsMax is 1 to 10,000,000: " + eventsMax);
    }
    if (bytesMax < 1L << 20) {
      throw new IllegalArgumentException("bytesMax is at least 1 MiB: " + bytesMax);
    }
  }

  /** 100,000 events, 128 MiB. */
  public static OutboxConfig defaults(Path folder) {
    return new OutboxConfig(folder, 100_000, 128L << 20);
  }
}
