package io.facegate.gallery;

import io.facegate.face.Box;
import io.facegate.face.DensePoints;
import io.facegate.face.Embedding;
import io.facegate.face.Emotion;
import io.facegate.face.Expression;
import io.facegate.face.EyesOpen;
import io.facegate.face.Face;
import io.facegate.face.FaceShape;
import io.facegate.face.FaceType;
import io.facegate.face.Gender;
import io.facegate.face.Glasses;
import io.facegate.face.HeadPose;
import io.facegate.face.Landmarks;
import io.facegate.face.Occlusion;
import io.facegate.face.Odds;
import io.facegate.face.Point;
import io.facegate.face.Quality;
import io.facegate.face.Race;
import io.facegate.face.Traits;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

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
            random.nextBoolean() ? random.nextDouble() : null,
            embedding,
            random.nextBoolean() ? points() : null,
            random.nextBoolean() ? traits() : null,
            random.nextBoolean() ? odds(FaceShape.class) : null,
            random.nextBoolean() ? random.nextDouble() : null,
            null,
            null);
    return new SavedFace(token, face, 640, 480);
  }

  /* Points are kept in single precision. */
  private DensePoints points() {
    return new DensePoints(
        Stream.generate(() -> new Point((float) random.nextDouble(-9, 999), random.nextInt(99)))
            .limit(DensePoints.COUNT)
            .toList());
  }

  private Traits traits() {
    return new Traits(
        random.nextDouble(100),
        odds(Gender.class),
        odds(Race.class),
        odds(Expression.class),
        odds(Emotion.class),
        odds(Glasses.class),
        odds(FaceType.class),
        random.nextDouble(),
        random.nextBoolean() ? eyes() : null);
  }

  private EyesOpen eyes() {
    return random.nextBoolean()
        ? new EyesOpen(random.nextDouble(), 1.0)
        : new EyesOpen(null, random.nextDouble());
  }

  private <T extends Enum<T>> Odds<T> odds(Class<T> type) {
    T[] values = type.getEnumConstants();
    Map<T, Double> shares = new EnumMap<>(type);
    double left = 1;
    for (int i = 0; i < values.length - 1; i++) {
      double share = random.nextDouble(left);
      shares.put(values[i], share);
      left -= share;
    }
    shares.put(values[values.length - 1], left);
    return new Odds<>(shares);
  }
}
