package io.facegate.events;

import java.time.Duration;

/** Carries messages to a broker, in order, for as long as it takes. */
public interface EventPublisher {
  /** Begins to connect; returns at once, whether or not the broker is there. */
  void start();

  /** Says that the feed has something new. */
  void wake();

  /** Sends what it can in the time given, says farewell and disconnects. */
  void stop(Duration atMost);

  /** How it goes. */
  PublisherStats stats();

  /** Makes the publisher of a feed. */
  @FunctionalInterface
  interface Factory {
    /** Makes a publisher that is not started yet. */
    EventPublisher create(EventFeed feed);
  }
}
