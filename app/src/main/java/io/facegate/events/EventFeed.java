package io.facegate.events;

import java.util.List;
import java.util.Optional;

/** What a publisher needs of the events: what to send, and whom to tell that it arrived. */
public interface EventFeed {
  /** The name of this gateway at the broker. */
  String clientId();

  /** The retained message which the broker publishes when the connection breaks. */
  Outgoing will();

  /** Retained messages to send after each connect, before any event. */
  List<Outgoing> greeting();

  /** Retained messages that became due since the last call. */
  List<Outgoing> changes();

  /** The retained message to send before an orderly disconnect. */
  Outgoing farewell();

  /** The topic on which a listener says {@code online} when it wants the introduction again. */
  Optional<String> introductionTopic();

  /** Retained messages that introduce the cameras to a listener. */
  List<Outgoing> introduction();

  /**
   * The next waiting event as it is to be sent now.
   *
   * @param afterSequence 0 for the oldest
   */
  Optional<Outgoing> next(long afterSequence);

  /** The broker has taken these events. */
  void acknowledged(List<Long> sequences);

  /** The broker will never take this event. */
  void refused(long sequence, String why);
}
