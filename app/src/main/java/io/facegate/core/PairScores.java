package io.facegate.core;

import java.util.List;
import java.util.Map;

/**
 * How much the people of several pictures resemble each other.
 *
 * @param faces by the number of their picture, from 0; without those left out
 * @param pairs every two of them: (0, 1), (0, 2), (1, 2) ...
 */
public record PairScores(Map<Integer, SeenFace> faces, List<Pair> pairs) {

  /**
   * Two pictures compared.
   *
   * @param first number of the one, from 0
   * @param second number of the other, higher
   * @param score 0 to 100 on the calibrated scale
   */
  public record Pair(int first, int second, double score) {}
}
