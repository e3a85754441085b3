package io.facegate.core;

import io.facegate.face.Box;
import io.facegate.face.Embedding;
import io.facegate.face.Face;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.Image;
import io.facegate.face.PersonKey;
import io.facegate.face.PictureSpec;
import io.facegate.gallery.Gallery;
import io.facegate.gallery.Hit;
import io.facegate.gallery.SavedFace;
import io.facegate.vision.FaceAnalyzer;
import io.facegate.vision.Want;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Enrols photos of persons one by one, where nobody stands by: each must show one face, large and
 * clear enough, that is not somebody else's already. For one thread.
 */
public final class PhotoEnrollment {
  private static final int FACES_MAX = 3;

  /* Who stands in the background is smaller than half as wide and high. */
  private static final double OTHER_FACE_SHARE = 0.25;

  private final FaceAnalyzer analyzer;
  private final PictureDecoder decoder;
  private final Gallery gallery;
  private final ScoreScale scale;
  private final Rules rules;

  /** What became of a photo. */
  public enum Outcome {
    ENROLLED,
    /** The person has this very face already. */
    ALREADY,
    NO_FACE,
    SEVERAL_FACES,
    TOO_SMALL,
    POOR_QUALITY,
    /** Somebody else looks like this, or has the same face. */
    OTHER_PERSON,
    UNREADABLE,
    /** The gallery did not take it. */
    REFUSED
  }

  /**
   * What became of a photo, and why.
   *
   * @param detail who else it is, or what is wrong; may be empty
   * @param token of the face; empty when none was found
   */
  public record Result(Outcome outcome, String detail, String token) {}

  /**
   * What photos must satisfy.
   *
   * @param facePxMin shorter side of the face
   * @param quality by the table of face-api v3
   * @param sameScoreMin from which score somebody else is the same person, 0 to 100; over 100
   *     nobody is
   * @param isDry whether nothing is kept
   */
  public record Rules(int facePxMin, Control quality, double sameScoreMin, boolean isDry) {}

  /** Enrols with these parts, which stay the caller's. */
  public PhotoEnrollment(
      FaceAnalyzer analyzer,
      PictureDecoder decoder,
      Gallery gallery,
      ScoreScale scale,
      Rules rules) {
    this.analyzer = analyzer;
    this.decoder = decoder;
    this.gallery = gallery;
    this.scale = scale;
    this.rules = rules;
  }

  /**
   * Enrols a photo of a person.
   *
   * @param info what is known of the person; empty leaves it as it is
   * @throws FaceException STORE_FAILED when nothing more can be kept
   */
  public Result enroll(PersonKey person, String info, byte[] photo) {
    Image image;
    try {
      image = decoder.decode(photo);
    } catch (FaceException unreadable) {
      return new Result(Outcome.UNREADABLE, unreadable.failure().name(), "");
    }
    List<Face> faces =
        analyzer.analyze(image, new Want(Set.of(), PictureSpec.COMMON, FACES_MAX, 1));
    if (faces.isEmpty()) {
      return new Result(Outcome.NO_FACE, "", "");
    }
    Face face = faces.getFirst();
    String token = FaceTokens.token(FaceTokens.pictureDigest(photo), face.box());
    if (has(person, token)) {
      return new Result(Outcome.ALREADY, "", token);
    }
    if (faces.size() > 1
        && areaIn(image, faces.get(1)) >= OTHER_FACE_SHARE * areaIn(image, face)) {
      return new Result(Outcome.SEVERAL_FACES, "", token);
    }
    Box box = face.box();
    if (Math.min(box.width(), box.height()) < rules.facePxMin()) {
      String size = "%.0f x %.0f".formatted(box.width(), box.height());
      return new Result(Outcome.TOO_SMALL, size, token);
    }
    Face measured = analyzer.measure(image, face, LocalFaceService.SAVED_OUTPUTS);
    return judged(
        person, info, new SavedFace(token, measured, image.width(), image.height()));
  }

  private static double areaIn(Image image, Face face) {
    return face.box().areaIn(image.width(), image.height());
  }

  private boolean has(PersonKey person, String token) {
    return gallery.people().memberships(person.app(), person.person()).stream()
        .filter(membership -> membership.key().equals(person))
        .flatMap(membership -> membership.faces().stream())
        .anyMatch(face -> face.token().equals(token));
  }

  private Result judged(PersonKey person, String info, SavedFace face) {
    Optional<FaceFailure> poor = Controls.failure(face.face(), rules.quality(), Control.NONE);
    if (poor.isPresent()) {
      return new Result(Outcome.POOR_QUALITY, poor.get().name(), face.token());
    }
    Optional<Hit> other = other(person, FaceReader.embedding(face.face()));
    if (other.isPresent()) {
      String who =
          "%s/%s %.0f"
              .formatted(
                  other.get().person().group(),
                  other.get().person().person(),
                  scale.score(other.get().cosine()));
      return new Result(Outcome.OTHER_PERSON, who, face.token());
    }
    return rules.isDry()
        ? new Result(Outcome.ENROLLED, "", face.token())
        : kept(person, info, face);
  }

  private Optional<Hit> other(PersonKey person, Embedding face) {
    List<String> groups = gallery.groups(person.app(), 0, Integer.MAX_VALUE);
    if (groups.isEmpty() || rules.sameScoreMin() > 100) {
      return Optional.empty();
    }
    double cosineMin = scale.cosine(rules.sameScoreMin());
    return gallery.search(person.app(), groups, face, cosineMin, 1 + groups.size()).stream()
        .filter(hit -> !hit.person().person().equals(person.person()))
        .findFirst();
  }

  private Result kept(PersonKey person, String info, SavedFace face) {
    try {
      gallery.enroll(
          person, face, Optional.of(info).filter(it -> !it.isEmpty()), Gallery.Mode.APPEND);
      return new Result(Outcome.ENROLLED, "", face.token());
    } catch (FaceException refused) {
      return switch (refused.failure()) {
        case STORE_FAILED -> throw refused;
        case FACE_EXISTS -> new Result(Outcome.OTHER_PERSON, "", face.token());
        default -> new Result(Outcome.REFUSED, refused.failure().name(), face.token());
      };
    }
  }
}
