package io.facegate.camera;

import io.facegate.face.Box;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A face followed from frame to frame by its place. */
final class Track {
  private static final double VELOCITY_SHARE = 0.5;

  private final Subject subject;
  private Box box;
  private Instant seenAt;
  private double velocityX;
  private double velocityY;
  private @Nullable Shot best;
  private @Nullable Instant lookedAt;

  Track(Subject subject, Box box, Instant seenAt) {
    this.subject = subject;
    this.box = box;
    this.seenAt = seenAt;
  }

  /** Who is being followed. */
  Subject subject() {
    return subject;
  }

  /** When it was last in the picture. */
  Instant seenAt() {
    return seenAt;
  }

  /** Where it should be by now. */
  Box expected(Instant at) {
    double seconds = seconds(at);
    return new Box(
        box.left() + velocityX * seconds,
        box.top() + velocityY * seconds,
        box.width(),
        box.height());
  }

  /** It was found again. */
  void found(Box now, Instant at) {
    double seconds = seconds(at);
    if (seconds > 0) {
      double movedX = now.left() + now.width() / 2 - box.left() - box.width() / 2;
      double movedY = now.top() + now.height() / 2 - box.top() - box.height() / 2;
      velocityX += VELOCITY_SHARE * (movedX / seconds - velocityX);
      velocityY += VELOCITY_SHARE * (movedY / seconds - velocityY);
    }
    box = now;
    seenAt = at;
  }

  /** Keeps a shot if it is more promising than the one kept. */
  void consider(Shot shot) {
    Shot kept = best;
    if (kept == null || shot.grade() >= kept.grade()) {
      best = shot;
    }
  }

  /** Whether it is time for a look. */
  boolean lookDue(Instant at, Duration pause) {
    return lookedAt == null || Duration.between(lookedAt, at).abs().compareTo(pause) >= 0;
  }

  /** Takes the most promising shot since the last look. */
  Shot takeShot(Instant at) {
    Shot shot = best;
    if (shot == null) {
      throw new IllegalStateException("a track is looked at after it was found");
    }
    lookedAt = at;
    best = null;
    return shot;
  }

  private double seconds(Instant at) {
    return Duration.between(seenAt, at).toNanos() / 1e9;
  }
}
