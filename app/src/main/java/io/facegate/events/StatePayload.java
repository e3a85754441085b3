package io.facegate.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegate.core.CameraState;
import java.time.Instant;
import java.util.Locale;

/**
 * The retained messages: {@code schema/status.schema.json} for the gateway and {@code
 * schema/camera-state.schema.json} for a camera.
 */
final class StatePayload {
  private final String device;
  private final String bootId;
  private final Instant startedAt;

  StatePayload(String device, String bootId, Instant startedAt) {
    this.device = device;
    this.bootId = bootId;
    this.startedAt = startedAt;
  }

  byte[] online(Instant now) {
    ObjectNode json = status("online");
    json.put("published_at", Json.time(now));
    return Json.bytes(json);
  }

  /** What the broker says when the connection breaks: no time, as nobody knows when it will. */
  byte[] lost() {
    return Json.bytes(status("offline").put("reason", "lost"));
  }

  byte[] stopped(Instant now) {
    ObjectNode json = status("offline").put("reason", "stopped");
    json.put("published_at", Json.time(now));
    return Json.bytes(json);
  }

  byte[] camera(CameraState state, Instant now) {
    ObjectNode json = Json.object();
    json.put("schema", EventPayload.SCHEMA);
    json.put("device", device);
    json.put("camera", state.cameraId());
    json.put("state", state.status().name().toLowerCase(Locale.ROOT));
    json.put("since", Json.time(state.since()));
    json.put("detail", state.detail());
    json.put("frames_per_second", Json.rounded(state.framesPerSecond(), 2));
    json.put("published_at", Json.time(now));
    return Json.bytes(json);
  }

  private ObjectNode status(String state) {
    ObjectNode json = Json.object();
    json.put("schema", EventPayload.SCHEMA);
    json.put("device", device);
    json.put("state", state);
    json.put("boot_id", bootId);
    json.put("started_at", Json.time(startedAt));
    return json;
  }
}
