package io.facegate.face;

import org.jspecify.annotations.Nullable;

/**
 * One face found in a picture; what was not asked for, or cannot be told, is absent.
 *
 * @param probability that this is a face, 0 to 1
 * @param liveness that this is a living person and no recapture, 0 to 1, at arm's length
 * @param gateLiveness the same as a gate's camera sees people
 * @param points the 72 points of the API documents
 * @param shape odds of the outline
 * @param spoofing that the picture is composed of several, 0 to 1
 * @param parsing which part of this face each pixel of the picture shows
 * @param crop the face cut out of the picture, for an embedder to come
 */
public record Face(
    Box box,
    double probability,
    Landmarks landmarks,
    @Nullable HeadPose pose,
    @Nullable Quality quality,
    @Nullable Double liveness,
    @Nullable Double gateLiveness,
    @Nullable Embedding embedding,
    @Nullable DensePoints points,
    @Nullable Traits traits,
    @Nullable Odds<FaceShape> shape,
    @Nullable Double spoofing,
    @Nullable Parsing parsing,
    @Nullable FaceCrop crop) {

  /** A face of which only place and five points are known. */
  public Face(Box box, double probability, Landmarks landmarks) {
    this(
        box, probability, landmarks, null, null, null, null, null, null, null, null, null, null,
        null);
  }

  /** The same face, and where it points. */
  public Face withPose(HeadPose pose) {
    return new Face(
        box, probability, landmarks, pose, quality, liveness, gateLiveness, embedding, points,
        traits, shape, spoofing, parsing, crop);
  }

  /** The same face, and how usable it is. */
  public Face withQuality(Quality quality) {
    return new Face(
        box, probability, landmarks, pose, quality, liveness, gateLiveness, embedding, points,
        traits, shape, spoofing, parsing, crop);
  }

  /** The same face, and whether it lives; null where nobody can tell. */
  public Face withLiveness(@Nullable Double liveness) {
    return new Face(
        box, probability, landmarks, pose, quality, liveness, gateLiveness, embedding, points,
        traits, shape, spoofing, parsing, crop);
  }

  /** The same face, and whether it lives, judged as a gate's camera sees it. */
  public Face withGateLiveness(double gateLiveness) {
    return new Face(
        box, probability, landmarks, pose, quality, liveness, gateLiveness, embedding, points,
        traits, shape, spoofing, parsing, crop);
  }

  /** The same face, and its direction. */
  public Face withEmbedding(Embedding embedding) {
    return new Face(
        box, probability, landmarks, pose, quality, liveness, gateLiveness, embedding, points,
        traits, shape, spoofing, parsing, crop);
  }

  /** The same face, and its 72 points. */
  public Face withPoints(DensePoints points) {
    return new Face(
        box, probability, landmarks, pose, quality, liveness, gateLiveness, embedding, points,
        traits, shape, spoofing, parsing, crop);
  }

  /** The same face, and what it looks like. */
  public Face withTraits(Traits traits) {
    return new Face(
        box, probability, landmarks, pose, quality, liveness, gateLiveness, embedding, points,
        traits, shape, spoofing, parsing, crop);
  }

  /** The same face, and the odds of its outline. */
  public Face withShape(Odds<FaceShape> shape) {
    return new Face(
        box, probability, landmarks, pose, quality, liveness, gateLiveness, embedding, points,
        traits, shape, spoofing, parsing, crop);
  }

  /** The same face, and whether it is composed. */
  public Face withSpoofing(double spoofing) {
    return new Face(
        box, probability, landmarks, pose, quality, liveness, gateLiveness, embedding, points,
        traits, shape, spoofing, parsing, crop);
  }

  /** The same face, and the parts of the picture. */
  public Face withParsing(Parsing parsing) {
    return new Face(
        box, probability, landmarks, pose, quality, liveness, gateLiveness, embedding, points,
        traits, shape, spoofing, parsing, crop);
  }

  /** The same face, and what of the picture is kept; null for nothing. */
  public Face withCrop(@Nullable FaceCrop crop) {
    return new Face(
        box, probability, landmarks, pose, quality, liveness, gateLiveness, embedding, points,
        traits, shape, spoofing, parsing, crop);
  }
}
