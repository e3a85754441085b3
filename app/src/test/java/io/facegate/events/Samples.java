package io.facegate.events;

import io.facegate.core.CameraState;
import io.facegate.core.Candidate;
import io.facegate.core.FaceEvent;
import io.facegate.face.Box;
import io.facegate.face.PersonKey;
import java.time.Instant;

/** Events and states to send around. */
public final class Samples {
  /** A time in the middle of a second. */
  public static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");

  private Samples() {}

  /** A known person before a camera. */
  public static FaceEvent identify(String camera, String visit, Instant capturedAt) {
    Candidate person =
        new Candidate(new PersonKey("gate", "staff", "alice"), "Alice, 3rd floor", "t0", 0.71234);
    return new FaceEvent(
        camera, null, FaceEvent.Phase.BEGIN, visit, capturedAt, person, 93.4567,
        new Box(10.04, -3.2, 112, 140.55), 1920, 1080, 0.99876, 0.1, 0.987654, 3);
  }

  /** A stranger before a camera, of whom little was measured. */
  public static FaceEvent unknown(String camera, String visit, Instant capturedAt) {
    return new FaceEvent(
        camera, null, FaceEvent.Phase.END, visit, capturedAt, null, 12.3, new Box(0, 0, 80, 80),
        640, 480, 0.9, null, null, 1);
  }

  /** A known person in a picture that a call brought. */
  public static FaceEvent called(String visit, Instant capturedAt) {
    Candidate person = new Candidate(new PersonKey("gate", "staff", "bob"), "", "t1", 0.5);
    return new FaceEvent(
        null, "faceapi", FaceEvent.Phase.BEGIN, visit, capturedAt, person, 80,
        new Box(1, 2, 3, 4), 100, 100, 1, 0.0, null, 1);
  }

  /** A camera that works. */
  public static CameraState online(String camera, double framesPerSecond) {
    return new CameraState(camera, CameraState.Status.ONLINE, NOON, "", framesPerSecond);
  }

  /** A camera that does not. */
  public static CameraState offline(String camera, String why) {
    return new CameraState(camera, CameraState.Status.OFFLINE, NOON, why, 0);
  }
}
