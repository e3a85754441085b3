package io.facegate.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Discovery messages for Home Assistant (its document "MQTT", section "MQTT Discovery"): for each
 * camera an event entity for known persons, one for strangers, and whether it is connected.
 */
final class HomeAssistant {
  /*
   * An automation may open a door, so that only the first event of a visit, and only in time,
   * reaches it: an empty text triggers nothing.
   */
  private static final String FIRST_AND_IN_TIME =
      "{% if value_json.phase == 'begin' and not value_json.late %}{{ value }}{% endif %}";

  private final String prefix;
  private final String device;
  private final Topics topics;

  HomeAssistant(HomeAssistantConfig config, String device, Topics topics) {
    this.prefix = config.prefix();
    this.device = device;
    this.topics = topics;
  }

  /** Where Home Assistant says {@code online} after a start. */
  String statusTopic() {
    return prefix + "/status";
  }

  /** The messages of a camera. */
  List<Outgoing> camera(String cameraId) {
    return List.of(
        event(cameraId, "identify", "identified", topics.cameraIdentify(cameraId)),
        event(cameraId, "unknown", "unknown person", topics.cameraUnknown(cameraId)),
        connectivity(cameraId));
  }

  private Outgoing event(String cameraId, String kind, String title, String topic) {
    ObjectNode json = entity(cameraId, kind, title);
    json.put("state_topic", topic);
    json.putArray("event_types").add(kind);
    json.put("value_template", FIRST_AND_IN_TIME);
    json.put("icon", "mdi:face-recognition");
    return message("event", cameraId, kind, json);
  }

  private Outgoing connectivity(String cameraId) {
    ObjectNode json = entity(cameraId, "connected", "connected");
    json.put("state_topic", topics.cameraState(cameraId));
    json.put("value_template", "{{ 'ON' if value_json.state == 'online' else 'OFF' }}");
    json.put("device_class", "connectivity");
    json.put("entity_category", "diagnostic");
    return message("binary_sensor", cameraId, "connected", json);
  }

  private ObjectNode entity(String cameraId, String part, String title) {
    ObjectNode json = Json.object();
    json.put("name", cameraId + " " + title);
    json.put("unique_id", "facegate_" + device + "_" + cameraId + "_" + part);
    json.put("qos", 1);
    json.put("availability_topic", topics.status());
    json.put("availability_template", "{{ value_json.state }}");
    ObjectNode box = json.putObject("device");
    box.putArray("identifiers").add("facegate_" + device);
    box.put("name", "facegate " + device);
    box.put("manufacturer", "facegate");
    return json;
  }

  private Outgoing message(String component, String cameraId, String part, ObjectNode json) {
    String topic =
        "%s/%s/facegate_%s/%s_%s/config".formatted(prefix, component, device, cameraId, part);
    return Outgoing.retained(topic, Json.bytes(json));
  }
}
