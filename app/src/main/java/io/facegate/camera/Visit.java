package io.facegate.camera;

import io.facegate.core.Candidate;
import io.facegate.core.FaceEvent;
import io.facegate.face.Embedding;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody's stay before a camera: what has been told of it and when they were last seen. */
final class Visit {
  private final String id;
  private @Nullable Candidate person;
  private Look latest;
  private Embedding reference;
  private int frames;
  private Instant seenAt;
  private Instant toldAt;

  /** A visit that begins. */
  Visit(@Nullable Candidate person, Look look, int frames) {
    this(UUID.randomUUID().toString(), person, look, frames);
  }

  private Visit(String id, @Nullable Candidate person, Look look, int frames) {
    this.id = id;
    this.person = person;
    this.latest = look;
    this.reference = look.embedding();
    this.frames = frames;
    this.seenAt = look.at();
    this.toldAt = look.at();
  }

  /** Whether it is known whose visit it is. */
  boolean known() {
    return person != null;
  }

  /** Whether it is this person's visit. */
  boolean isOf(Candidate other) {
    Candidate own = person;
    return own != null && Look.samePerson(own, other);
  }

  /** How much a face resembles the one this visit was decided on; a cosine. */
  double resemblance(Look look) {
    return reference.cosine(look.embedding());
  }

  /** When somebody of this visit was last in the picture. */
  Instant seenAt() {
    return seenAt;
  }

  /** When the last event of it was told. */
  Instant toldAt() {
    return toldAt;
  }

  /** Whether there is something newer than what was told. */
  boolean hasNews() {
    return latest.at().isAfter(toldAt);
  }

  /** They are in the picture. */
  void seen(Instant at) {
    if (at.isAfter(seenAt)) {
      seenAt = at;
    }
  }

  /** A further look at them. */
  void looked(Look look) {
    /* Who is known is told of only as in looks that match: a poor look, a photo or a double must
     * not speak in their name. */
    Candidate own = person;
    seen(look.at());
    if (own == null || look.matches(own)) {
      latest = look;
    }
    frames++;
    look.match().filter(this::isOf).ifPresent(candidate -> person = candidate);
  }

  /** This visit as it will be when the stranger has turned out to be somebody. */
  Visit as(Verdict.Known known) {
    return new Visit(id, known.person(), known.look(), known.frames());
  }

  /** A stranger turns out to be somebody, and it was told. */
  void becomes(Verdict.Known known) {
    person = known.person();
    latest = known.look();
    reference = known.look().embedding();
    frames = known.frames();
    toldAt = known.look().at();
    seen(known.look().at());
  }

  /** An event about it, as it stands. */
  FaceEvent event(String cameraId, FaceEvent.Phase phase) {
    toldAt = latest.at();
    var quality = latest.face().quality();
    return new FaceEvent(
        cameraId,
        null,
        phase,
        id,
        phase == FaceEvent.Phase.END ? seenAt : latest.at(),
        person,
        latest.score(),
        latest.face().box(),
        latest.imageWidth(),
        latest.imageHeight(),
        latest.face().probability(),
        quality == null ? null : quality.blur(),
        latest.face().liveness(),
        frames);
  }
}
