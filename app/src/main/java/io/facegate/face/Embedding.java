package io.facegate.face;

/**
 * A face as a direction: a vector of length one, and the model that made it. Embeddings of two
 * models are never compared.
 */
public final class Embedding {
  private final String modelId;
  private final float[] unit;

  /**
   * Wraps a vector.
   *
   * @param modelId name and checksum of the model, as the catalog gives it
   * @param unit the vector, already of length one; shared, not copied
   */
  public Embedding(String modelId, float[] unit) {
    this.modelId = modelId;
    this.unit = unit;
  }

  /** The model that made this vector. */
  public String modelId() {
    return modelId;
  }

  /** The vector itself, not a copy. */
  public float[] unit() {
    return unit;
  }

  /**
   * Cosine of the angle to another face, -1 to 1.
   *
   * @throws IllegalArgumentException when another model made the other vector
   */
  public double cosine(Embedding other) {
    if (!modelId.equals(other.modelId) || unit.length != other.unit.length) {
      throw new IllegalArgumentException(
          "embeddings of %s and %s do not compare".formatted(modelId, other.modelId));
    }
    double sum = 0;
    for (int i = 0; i < unit.length; i++) {
      sum += unit[i] * other.unit[i];
    }
    return sum;
  }
}
