package io.facegate.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegate.core.Candidate;
import io.facegate.core.FaceEvent;
import io.facegate.face.Box;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The message that tells of an event: {@code schema/event.schema.json}. Made in two steps: a draft
 * when the event is taken in, and the rest when it is sent.
 */
final class EventPayload {
  static final int SCHEMA = 1;

  private final String device;
  private final String bootId;

  EventPayload(String device, String bootId) {
    this.device = device;
    this.bootId = bootId;
  }

  /** All that does not depend on when it is sent. */
  byte[] draft(FaceEvent event, UUID uuid, long sequence, Instant expiresAt) {
    String kind = kind(event);
    ObjectNode json = Json.object();
    json.put("schema", SCHEMA);
    json.put("uuid", uuid.toString());
    json.put("device", device);
    json.put("boot_id", bootId);
    json.put("seq", sequence);
    /* Home Assistant's MQTT event entity reads event_type. */
    json.put("event_type", kind);
    json.put("kind", kind);
    json.put("phase", event.phase().name().toLowerCase(Locale.ROOT));
    json.put("visit_id", event.visitId());
    putSource(json, event);
    json.put("captured_at", Json.time(event.capturedAt()));
    json.put("expires_at", Json.time(expiresAt));
    putPerson(json, event.person());
    json.put("score", Json.rounded(event.score(), 2));
    putFace(json, event);
    ObjectNode image = json.putObject("image");
    image.put("width", event.imageWidth());
    image.put("height", event.imageHeight());
    json.put("frames", event.frames());
    return Json.bytes(json);
  }

  /** The message as it is sent now. */
  static byte[] finish(byte[] draft, Instant publishedAt, boolean late) throws IOException {
    ObjectNode json = Json.parse(draft);
    json.put("published_at", Json.time(publishedAt));
    json.put("late", late);
    return Json.bytes(json);
  }

  static String kind(FaceEvent event) {
    return event.person() == null ? "unknown" : "identify";
  }

  private static void putSource(ObjectNode json, FaceEvent event) {
    if (event.cameraId() != null) {
      json.put("camera", event.cameraId());
    } else if (event.dialect() != null) {
      json.put("api", event.dialect());
    } else {
      throw new IllegalArgumentException("an event names its camera or its API");
    }
  }

  private static void putPerson(ObjectNode json, @Nullable Candidate candidate) {
    if (candidate == null) {
      return;
    }
    ObjectNode person = json.putObject("person");
    person.put("app_id", candidate.person().app());
    person.put("group_id", candidate.person().group());
    person.put("user_id", candidate.person().person());
    person.put("user_info", candidate.personInfo());
    json.put("cosine", Json.rounded(candidate.cosine(), 4));
  }

  private static void putFace(ObjectNode json, FaceEvent event) {
    ObjectNode face = json.putObject("face");
    Box box = event.box();
    ObjectNode place = face.putObject("box");
    place.put("left", Json.rounded(box.left(), 1));
    place.put("top", Json.rounded(box.top(), 1));
    place.put("width", Json.rounded(box.width(), 1));
    place.put("height", Json.rounded(box.height(), 1));
    face.put("probability", Json.rounded(event.faceProbability(), 4));
    if (event.blur() != null) {
      face.put("blur", Json.rounded(event.blur(), 4));
    }
    if (event.liveness() != null) {
      face.put("liveness", Json.rounded(event.liveness(), 4));
    }
  }
}
