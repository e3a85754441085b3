package io.facegate.gallery;

import io.facegate.face.Box;
import io.facegate.face.Embedding;
import io.facegate.face.Face;
import io.facegate.face.HeadPose;
import io.facegate.face.Landmarks;
import io.facegate.face.Occlusion;
import io.facegate.face.Point;
import io.facegate.face.Quality;
import java.util.SplittableRandom;

/** Faces with random directions, the same for the same seed. */
public final class RandomFaces {
  /** The model that made them. */
  public static final String MODEL = "test-model:0123";

  private final SplittableRandom random;
  private final int dimension;

  /** Faces of a seed. */
  public RandomFaces(long seed, int dimension) {
    this.random = new SplittableRandom(seed);
    this.dimension = dimension;
  }

  /** A random direction. */
  public float[] unit() {
    float[] unit = new float[dimension];
    double squares = 0;
    for (int i = 0; i < dimension; i++) {
      unit[i] = (float) random.nextGaussian();
      squares += unit[i] * unit[i];
    }
    for (int i = 0; i < dimension; i++) {
      unit[i] /= (float) Math.sqrt(squares);
    }
    return unit;
  }

  /** A random embedding of the test model. */
  public Embedding embedding() {
    return new Embedding(MODEL, unit());
  }

  /** A random face under a token, with some of the optional measures. */
  public SavedFace face(String token) {
    return face(token, embedding());
  }

  /** A face under a token with an embedding. */
  public SavedFace face(String token, Embedding embedding) {
    Point eye = new Point(random.nextDouble(), 1);
    boolean posed = random.nextBoolean();
    Occlusion occlusion = posed ? null : new Occlusion(.1, .2, .3, .4, .5, .6, random.nextDouble());
    Face face =
        new Face(
            new Box(1.5, -2, random.nextInt(1, 500), 4),
            random.nextDouble(),
            new Landmarks(eye, new Point(2, 3), eye, eye, new Point(-1, 5)),
            posed ? new HeadPose(-1, 2, random.nextDouble()) : null,
            random.nextBoolean() ? new Quality(.25, 131, posed, occlusion) : null,
            random.nextBoolean() ? random.nextDouble() : null,
            embedding,
            null,
            null,
            null,
            null,
            null);
    return new SavedFace(token, face, 640, 480);
  }
}
