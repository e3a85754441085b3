package io.facegate.events.mqtt;

import java.io.IOException;
import java.util.Map;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;

/** Words for what went wrong, without credentials (MQTT 5, section 2.4, reason codes). */
final class Reasons {
  static final int TOPIC_NAME_INVALID = 0x90;
  static final int PAYLOAD_FORMAT_INVALID = 0x99;

  private static final Map<Integer, String> WORDS =
      Map.ofEntries(
          Map.entry(0x80, "unspecified error"),
          Map.entry(0x84, "MQTT 5 is not supported"),
          Map.entry(0x85, "client id not valid"),
          Map.entry(0x86, "bad user name or password"),
          Map.entry(0x87, "not authorized"),
          Map.entry(0x88, "broker unavailable"),
          Map.entry(0x89, "broker busy"),
          Map.entry(0x8a, "banned"),
          Map.entry(0x8b, "broker shutting down"),
          Map.entry(0x8d, "keep alive timeout"),
          Map.entry(0x8e, "another client uses our id"),
          Map.entry(TOPIC_NAME_INVALID, "topic name invalid"),
          Map.entry(0x93, "receive maximum exceeded"),
          Map.entry(0x95, "packet too large"),
          Map.entry(0x97, "quota exceeded"),
          Map.entry(PAYLOAD_FORMAT_INVALID, "payload format invalid"),
          Map.entry(0x9a, "retain not supported"));

  private Reasons() {}

  /** Words for a reason code of the broker. */
  static String of(int code, @Nullable String said) {
    String words = WORDS.getOrDefault(code, "reason") + " (0x%02x)".formatted(code);
    return said == null || said.isEmpty() ? words : words + ": " + said;
  }

  /** Words for an exception. */
  static String of(Throwable thrown) {
    if (thrown instanceof MqttException failure) {
      if (failure.getCause() != null) {
        return of(failure.getCause());
      }
      int code = failure.getReasonCode();
      return WORDS.containsKey(code) ? of(code, null) : failure.getMessage() + " (" + code + ")";
    }
    String message = thrown.getMessage();
    if (thrown.getClass() == IOException.class && message != null) {
      return message;
    }
    String kind = thrown.getClass().getSimpleName();
    return message == null || message.isEmpty() ? kind : kind + ": " + message;
  }
}
