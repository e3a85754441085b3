package io.facegate.pack;

import io.facegate.inference.ScorePoint;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The score scales that an operator measured on his own pairs; each goes before that of the card.
 *
 * @param version of the form; 1
 * @param embedders by the identifier of the embedding model
 */
record SiteCalibration(int version, Map<String, Measured> embedders) {
  private static final int VERSION = 1;

  /**
   * One measured scale.
   *
   * @param measured when, as ISO 8601 has it
   * @param samePairs pairs of one person behind it
   * @param differentPairs pairs of two people behind it
   * @param scoreScale rising from score 0 to score 100
   */
  record Measured(
      String measured, long samePairs, long differentPairs, List<ScorePoint> scoreScale) {
    Measured {
      scoreScale = List.copyOf(scoreScale);
      check(scoreScale);
    }
  }

  /** Checks the version. */
  SiteCalibration {
    if (version != VERSION) {
      throw new IllegalArgumentException("version %d is not known".formatted(version));
    }
    embedders = Collections.unmodifiableMap(new TreeMap<>(embedders));
  }

  static SiteCalibration nothing() {
    return new SiteCalibration(VERSION, Map.of());
  }

  SiteCalibration with(String modelId, Measured scale) {
    Map<String, Measured> changed = new TreeMap<>(embedders);
    changed.put(modelId, scale);
    return new SiteCalibration(VERSION, changed);
  }

  SiteCalibration without(String modelId) {
    Map<String, Measured> changed = new TreeMap<>(embedders);
    changed.remove(modelId);
    return new SiteCalibration(VERSION, changed);
  }

  Optional<Measured> of(String modelId) {
    return Optional.ofNullable(embedders.get(modelId));
  }

  private static void check(List<ScorePoint> scale) {
    if (scale.size() < 2 || scale.getFirst().score() != 0 || scale.getLast().score() != 100) {
      throw new IllegalArgumentException("a score scale runs from 0 to 100: " + scale);
    }
    for (int i = 1; i < scale.size(); i++) {
      if (!(scale.get(i).cosine() > scale.get(i - 1).cosine())
          || !(scale.get(i).score() > scale.get(i - 1).score())) {
        throw new IllegalArgumentException("a score scale rises: " + scale);
      }
    }
  }
}
