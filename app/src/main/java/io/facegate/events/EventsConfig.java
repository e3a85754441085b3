package io.facegate.events;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How events are named, kept and told.
 *
 * @param device names this gateway in topics; 1 to 64 of 0-9 A-Z a-z _ -
 * @param topicPrefix what every topic begins with; one or more levels such as {@code site/facegate}
 * @param lateAfter an event older than this when it is sent is marked late; more than zero
 * @param expiresAfter an event older than this is no longer sent, and no longer kept by the broker;
 *     at least a second
 * @param cameraStateEvery how often the state of a camera is repeated while only its frame rate
 *     moves; more than zero
 * @param outbox where events wait for the broker
 * @param homeAssistant how the cameras introduce themselves to Home Assistant
 */
public record EventsConfig(
    String device,
    String topicPrefix,
    Duration lateAfter,
    Duration expiresAfter,
    Duration cameraStateEvery,
    OutboxConfig outbox,
    HomeAssistantConfig homeAssistant) {

  /** Checks the values. */
  public EventsConfig {
    Topics.requireSegment("device", device);
    Topics.requirePrefix(topicPrefix);
    requirePositive("lateAfter", lateAfter);
    requirePositive("cameraStateEvery", cameraStateEvery);
    if (expiresAfter.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("expiresAfter is at least one second: " + expiresAfter);
    }
  }

  /** What holds where nothing is configured: late after 5 s, expired after 24 h. */
  public static EventsConfig defaults(String device, Path outboxFolder) {
    return new EventsConfig(
        device,
        "facegate",
        Duration.ofSeconds(5),
        Duration.ofHours(24),
        Duration.ofSeconds(10),
        OutboxConfig.defaults(outboxFolder),
        HomeAssistantConfig.off());
  }

  private static void requirePositive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(name + " is more than zero: " + value);
    }
  }
}
