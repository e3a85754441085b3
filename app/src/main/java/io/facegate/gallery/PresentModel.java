package io.facegate.gallery;

import io.facegate.face.Embedding;
import java.util.concurrent.atomic.AtomicInteger;

/** The embedding model the gallery was opened for, and the rules for what it made. */
final class PresentModel {
  private static final double LENGTH_TOLERANCE = 1e-3;

  private final String id;
  /* 0 until the first embedding tells. */
  private final AtomicInteger dimension = new AtomicInteger();

  PresentModel(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  boolean made(Embedding embedding) {
    return embedding.modelId().equals(id);
  }

  /**
   * Lets nothing pass but an embedding that this model can have made.
   *
   * @throws IllegalArgumentException for any other
   */
  Embedding check(Embedding embedding) {
    if (!made(embedding)) {
      throw new IllegalArgumentException(
          "an embedding of %s in a gallery of %s".formatted(embedding.modelId(), id));
    }
    int length = embedding.unit().length;
    if (length == 0 || dimension.updateAndGet(now -> now == 0 ? length : now) != length) {
      throw new IllegalArgumentException(
          "an embedding of %d numbers, not %d".formatted(length, dimension.get()));
    }
    double squares = 0;
    for (float number : embedding.unit()) {
      squares += number * number;
    }
    if (!(Math.abs(squares - 1) <= LENGTH_TOLERANCE)) {
      throw new IllegalArgumentException("an embedding whose length squared is " + squares);
    }
    return embedding;
  }

  /** The embedding of a face, which must have one of this model. */
  Embedding embeddingOf(SavedFace saved) {
    Embedding embedding = saved.face().embedding();
    if (embedding == null) {
      throw new IllegalArgumentException("a face without embedding");
    }
    return check(embedding);
  }
}
