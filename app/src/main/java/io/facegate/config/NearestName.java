package io.facegate.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody meant who wrote another one. */
final class NearestName {
  private static final int CHARACTERS_MAX = 100;
  private static final int EDITS_MAX = 3;

  private NearestName() {}

  /** The known name that takes the fewest edits, if few enough make it. */
  static Optional<String> of(String given, Collection<String> known) {
    if (given.length() > CHARACTERS_MAX) {
      return Optional.empty();
    }
    int few = Math.clamp(given.length() / 3, 1, EDITS_MAX);
    return known.stream()
        .filter(name -> edits(given, name) <= few)
        .min(Comparator.comparingInt(name -> edits(given, name)));
  }

  /**
   * How many letters must be put in, left out, replaced or swapped with their neighbour (optimal
   * string alignment distance); capitals do not count.
   */
  static int edits(String one, String other) {
    String from = one.toLowerCase(Locale.ROOT);
    String to = other.toLowerCase(Locale.ROOT);
    int[][] least = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        least[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : step(least, from, to, i, j);
      }
    }
    return least[from.length()][to.length()];
  }

  private static int step(int[][] least, String from, String to, int i, int j) {
    int replaced = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
    int edits = Math.min(least[i - 1][j], least[i][j - 1]) + 1;
    edits = Math.min(edits, least[i - 1][j - 1] + replaced);
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(edits, least[i - 2][j - 2] + 1) : edits;
  }
}
