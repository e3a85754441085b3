package io.facegate.gallery;

import io.facegate.face.Embedding;
import io.facegate.face.FaceCrop;
import io.facegate.face.Landmarks;
import io.facegate.face.Point;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Faces with crops, and what a second model makes of these. */
public final class CroppedFaces {
  /** The second model. */
  public static final String NEXT_MODEL = "next-model:4567";

  private static final int NEXT_DIMENSION = 24;

  private final RandomFaces faces;

  /** Faces of a seed. */
  public CroppedFaces(long seed) {
    this.faces = new RandomFaces(seed, 16);
  }

  /** A face of the first model with a crop that tells its token. */
  public SavedFace face(String token) {
    SavedFace bare = bare(token);
    return new SavedFace(
        token, bare.face().withCrop(crop(token)), bare.imageWidth(), bare.imageHeight());
  }

  /** A face of the first model without crop. */
  public SavedFace bare(String token) {
    return faces.face(token);
  }

  /** The crop of a token; no picture. */
  public static FaceCrop crop(String token) {
    Point point = new Point(1.5, token.length());
    return new FaceCrop(
        token.getBytes(StandardCharsets.UTF_8),
        new Landmarks(point, point, point, point, point));
  }

  /** What the second model makes of a crop. */
  public static Embedding next(FaceCrop crop) {
    Random random = new Random(new String(crop.encoded(), StandardCharsets.UTF_8).hashCode());
    float[] unit = new float[NEXT_DIMENSION];
    double squares = 0;
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) random.nextGaussian();
      squares += unit[i] * unit[i];
    }
    for (int i = 0; i < unit.length; i++) {
      unit[i] /= (float) Math.sqrt(squares);
    }
    return new Embedding(NEXT_MODEL, unit);
  }
}
