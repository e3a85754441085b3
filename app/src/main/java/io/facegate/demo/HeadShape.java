package io.facegate.demo;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A drawn person's looks: one share of its range for each {@link Trait}, in percent. */
final class HeadShape {
  private final Map<Trait, Integer> percent;
  private final Map<Trait, Double> measure = new EnumMap<>(Trait.class);

  private HeadShape(Map<Trait, Integer> percent) {
    this.percent = percent;
    percent.forEach((trait, share) -> measure.put(trait, trait.at(share / 100.0)));
  }

  /**
   * Looks from percentages in the order of {@link Trait}.
   *
   * @throws IllegalArgumentException unless there is one number of 0 to 100 for every trait
   */
  static HeadShape of(int... percent) {
    if (percent.length != Trait.values().length) {
      throw new IllegalArgumentException(
          "%d numbers for %d traits".formatted(percent.length, Trait.values().length));
    }
    Map<Trait, Integer> map = new EnumMap<>(Trait.class);
    int next = 0;
    for (Trait trait : Trait.values()) {
      int share = percent[next++];
      if (share < 0 || share > 100) {
        throw new IllegalArgumentException("not a percentage: " + share);
      }
      map.put(trait, share);
    }
    return new HeadShape(map);
  }

  /** Looks from percentages separated by blanks, as {@link #toString} writes them. */
  static HeadShape parse(String percentages) {
    String[] words = percentages.strip().split("\\s+");
    return of(Arrays.stream(words).mapToInt(Integer::parseInt).toArray());
  }

  /** A copy with one trait changed. */
  HeadShape with(Trait trait, int percentOfRange) {
    Map<Trait, Integer> copy = new EnumMap<>(percent);
    copy.put(trait, percentOfRange);
    return new HeadShape(copy);
  }

  /** The measure itself, in the unit of the trait. */
  double get(Trait trait) {
    return measure.getOrDefault(trait, 0.0);
  }

  /** How far through its range a trait is, in percent. */
  int percent(Trait trait) {
    return percent.getOrDefault(trait, 0);
  }

  /** A number that differs between people, for whatever is scattered at random on them. */
  int seed() {
    int seed = 1;
    for (int share : percent.values()) {
      seed = 31 * seed + share;
    }
    return seed;
  }

  @Override
  public String toString() {
    return percent.values().stream().map(String::valueOf).collect(Collectors.joining(" "));
  }
}
