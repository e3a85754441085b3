package io.facegate.core;

import io.facegate.face.Face;
import io.facegate.face.HeadPose;
import io.facegate.face.Quality;
import io.facegate.vision.FaceChip;
import java.util.Objects;

/**
 * A face at one moment of a video.
 *
 * @param chip its features, to be compared with those of other moments
 * @param jpeg the picture
 */
@SuppressWarnings("ArrayRecordComponent")
record VideoMoment(Face face, FaceChip chip, byte[] jpeg) {
  private static final double BLUR_MAX = 0.8;
  private static final double TURN_MAX = 45;
  private static final double LIGHT_GOOD = 100;

  /** Whether anything can be concluded from it. */
  boolean isUsable() {
    Quality quality = face.quality();
    HeadPose pose = face.pose();
    return face.liveness() != null
        && face.embedding() != null
        && quality != null
        && quality.blur() <= BLUR_MAX
        && (pose == null || (Math.abs(pose.yaw()) <= TURN_MAX
            && Math.abs(pose.pitch()) <= TURN_MAX));
  }

  /** Liveness of this picture by itself. */
  double liveness() {
    return Objects.requireNonNull(face.liveness());
  }

  /** How well the face can be seen, 0 to 1. */
  double worth() {
    Quality quality = face.quality();
    HeadPose pose = face.pose();
    double worth = face.probability();
    if (quality != null) {
      worth *= (1 - quality.blur()) * Math.min(1, quality.illumination() / LIGHT_GOOD);
    }
    if (pose != null) {
      worth *= Math.cos(Math.toRadians(pose.yaw())) * Math.cos(Math.toRadians(pose.pitch()));
    }
    return worth;
  }

  /** What is told of it. */
  VideoPicture picture() {
    String token = FaceTokens.token(FaceTokens.pictureDigest(jpeg), face.box());
    return new VideoPicture(token, jpeg, liveness());
  }
}
