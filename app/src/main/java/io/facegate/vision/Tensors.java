package io.facegate.vision;

import io.facegate.face.Odds;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelRefusedException;
import java.nio.FloatBuffer;
import java.util.EnumMap;
import java.util.Map;

/** Finds outputs by their names, and reads odds from them. */
final class Tensors {
  private Tensors() {}

  /** The place of an output that a reader cannot do without. */
  static int number(ModelCard card, String name, int elements) {
    int number = card.outputNumber(name);
    if (number < 0 || card.outputs().get(number).elements() != elements) {
      throw new ModelRefusedException(
          "%s has no output %s of %d numbers".formatted(card.file(), name, elements));
    }
    return number;
  }

  /** Shares in the order of a type's values, made to sum up to 1. */
  static <T extends Enum<T>> Odds<T> odds(FloatBuffer shares, Class<T> type) {
    T[] values = type.getEnumConstants();
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += Math.max(0, shares.get(i));
    }
    if (!(sum > 0) || Double.isInfinite(sum)) {
      throw new IllegalStateException("odds of %s sum up to %s".formatted(type, sum));
    }
    Map<T, Double> odds = new EnumMap<>(type);
    for (int i = 0; i < values.length; i++) {
      odds.put(values[i], Math.max(0, shares.get(i)) / sum);
    }
    return new Odds<>(odds);
  }
}
