package io.facegate.events;

import java.util.Map;

/**
 * A message for the broker.
 *
 * @param sequence of the event; 0 for a retained message
 * @param payload UTF-8 JSON; empty to clear a retained message; shared, not copied
 * @param expirySeconds how long the broker may keep it for a subscriber; 0 for ever
 * @param properties MQTT 5 user properties
 */
@SuppressWarnings("ArrayRecordComponent")
public record Outgoing(
    long sequence,
    String topic,
    byte[] payload,
    boolean retained,
    long expirySeconds,
    Map<String, String> properties) {

  static Outgoing retained(String topic, byte[] payload) {
    return new Outgoing(0, topic, payload, true, 0, Map.of());
  }
}
