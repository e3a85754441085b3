package io.facegate.core;

import io.facegate.face.Box;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody was seen: a known person or a stranger, by a camera or in an API call.
 *
 * @param cameraId the camera, or null for an API call
 * @param dialect the API, or null for a camera
 * @param visitId the same for all events of one visit
 * @param capturedAt when the decisive picture was taken
 * @param person null for a stranger
 * @param score 0 to 100 on the calibrated scale; of the best candidate, also for a stranger
 * @param box the face in the picture
 * @param liveness null when not measured
 * @param frames how many looks at the face the decision rests on
 */
public record FaceEvent(
    @Nullable String cameraId,
    @Nullable String dialect,
    Phase phase,
    String visitId,
    Instant capturedAt,
    @Nullable Candidate person,
    double score,
    Box box,
    int imageWidth,
    int imageHeight,
    double faceProbability,
    @Nullable Double blur,
    @Nullable Double liveness,
    int frames) {

  /** Where in a visit an event stands. */
  public enum Phase {
    /** The first, and the only one a door may act on. */
    BEGIN,
    UPDATE,
    END
  }
}
