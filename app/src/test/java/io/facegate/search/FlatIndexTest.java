package io.facegate.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlatIndexTest {
  private static final int DIMENSION = 512;

  private final SplittableRandom random = new SplittableRandom(11);
  private final DotProduct kernel = Kernels.named("scalar");

  /** Five vectors to an owner. */
  private static Object owner(Integer label) {
    return label / 5;
  }

  private float[] vector(int dimension) {
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) (random.nextGaussian() / Math.sqrt(dimension));
    }
    return vector;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void findsTheBestOfEachOwnerThroughAllChanges(int threads) {
    try (FlatIndex<Integer> index =
        new FlatIndex<>(
            kernel, FlatIndexTest::owner, Comparator.naturalOrder(), threads, 0)) {
      List<Partition<Integer>> partitions = List.of(index.newPartition(), index.newPartition());
      List<Map<Slot<Integer>, float[]>> expected = List.of(new HashMap<>(), new HashMap<>());
      for (int label = 0; label < 600; label++) {
        int home = label % 2;
        change(partitions.get(home), expected.get(home), label);
        if (label % 40 == 0) {
          Map<Slot<Integer>, float[]> all = new HashMap<>(expected.get(0));
          all.putAll(expected.get(1));
          assertSame(all, index, partitions);
          assertSame(expected.get(1), index, partitions.subList(1, 2));
        }
      }
    }
  }

  /** Adds up to three vectors in one step with the removal of up to four. */
  private void change(Partition<Integer> partition, Map<Slot<Integer>, float[]> held, int label) {
    List<Slot<Integer>> removed = new ArrayList<>();
    List<Slot<Integer>> candidates = new ArrayList<>(held.keySet());
    candidates.sort(Comparator.comparing(Slot::label));
    for (int i = random.nextInt(5); i > 0 && !candidates.isEmpty() && label % 3 == 0; i--) {
      removed.add(candidates.remove(random.nextInt(candidates.size())));
    }
    Map<Slot<Integer>, float[]> added = new HashMap<>();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      added.put(new Slot<>(label), vector(DIMENSION));
    }
    partition.change(removed, added);
    removed.forEach(held::remove);
    held.putAll(added);
    assertEquals(held.size(), partition.size());
    held.forEach((slot, vector) -> assertArrayEquals(vector, partition.vector(slot)));
  }

  private void assertSame(
      Map<Slot<Integer>, float[]> held,
      FlatIndex<Integer> index,
      List<Partition<Integer>> partitions) {
    float[] query = vector(DIMENSION);
    Map<Object, Double> bestOfOwner = new TreeMap<>();
    float[] product = new float[1];
    held.forEach(
        (slot, vector) -> {
          kernel.multiply(query, vector, 1, product);
          bestOfOwner.merge(owner(slot.label()), (double) product[0], Math::max);
        });
    List<Double> expected =
        bestOfOwner.values().stream()
            .filter(cosine -> cosine >= 0.01)
            .sorted(Comparator.reverseOrder())
            .limit(7)
            .toList();
    List<Match<Integer>> found = index.search(partitions, query, 0.01, 7);
    assertEquals(expected, found.stream().map(Match::cosine).toList());
    for (Match<Integer> match : found) {
      assertEquals(bestOfOwner.get(owner(match.label())), match.cosine());
    }
  }

  @Test
  void searchSeesThePartitionOfOneMoment() {
    Partition<Integer> partition = new Partition<>();
    List<Slot<Integer>> slots = new ArrayList<>();
    for (int label = 0; label < 300; label++) {
      slots.add(new Slot<>(label));
      partition.change(List.of(), Map.of(slots.getLast(), new float[] {label, 1, 2}));
    }
    Snapshot before = partition.snapshot();
    for (int label = 0; label < 300; label += 2) {
      partition.change(List.of(slots.get(label)), Map.of(new Slot<>(-1), new float[] {-1, 1, 2}));
    }
    partition.change(slots.stream().filter(slot -> slot.label() % 2 == 1).toList(), Map.of());
    assertEquals(150, partition.size());
    for (int row = 0; row < 300; row++) {
      assertEquals(row, before.chunks()[row / before.chunkRows()].vectors()[row * 3]);
    }
  }

  @Test
  void nothingIsFoundInNothing() {
    try (FlatIndex<Integer> index =
        new FlatIndex<>(kernel, FlatIndexTest::owner, Comparator.naturalOrder(), 2)) {
      Partition<Integer> empty = index.newPartition();
      assertTrue(index.search(List.of(), new float[3], -1, 5).isEmpty());
      assertTrue(index.search(List.of(empty), new float[3], -1, 5).isEmpty());
      Slot<Integer> slot = new Slot<>(1);
      empty.change(List.of(), Map.of(slot, new float[] {1, 0}));
      empty.change(List.of(slot), Map.of());
      assertTrue(index.search(List.of(empty), new float[3], -1, 5).isEmpty());
    }
  }

  @Test
  void equallyGoodOnesComeInTheSameOrderHoweverTheyLie() {
    for (boolean rising : List.of(true, false)) {
      try (FlatIndex<Integer> index =
          new FlatIndex<>(kernel, label -> label, Comparator.<Integer>naturalOrder(), 2)) {
        Partition<Integer> partition = index.newPartition();
        for (int i = 0; i < 20; i++) {
          Slot<Integer> slot = new Slot<>(rising ? i : 19 - i);
          partition.change(List.of(), Map.of(slot, new float[] {1, 0}));
        }
        float[] query = {1, 0};
        assertEquals(List.of(0, 1, 2), labels(index.search(List.of(partition), query, -1, 3)));
        assertEquals(
            List.of(0, 1),
            labels(index.search(List.of(partition), query, -1, 5, label -> label % 2)));
      }
    }
  }

  private static List<Integer> labels(List<Match<Integer>> matches) {
    return matches.stream().map(Match::label).toList();
  }

  @Test
  void wrongUseIsRefused() {
    try (FlatIndex<Integer> index =
        new FlatIndex<>(kernel, FlatIndexTest::owner, Comparator.naturalOrder(), 2)) {
      Partition<Integer> partition = index.newPartition();
      Slot<Integer> slot = new Slot<>(1);
      Map<Slot<Integer>, float[]> added = Map.of(slot, new float[] {1, 0});
      Class<IllegalArgumentException> refused = IllegalArgumentException.class;
      assertThrows(refused, () -> partition.change(List.of(slot), Map.of()));
      partition.change(List.of(), added);
      assertThrows(refused, () -> partition.change(List.of(), added));
      Map<Slot<Integer>, float[]> longer = Map.of(new Slot<>(2), new float[3]);
      assertThrows(refused, () -> partition.change(List.of(), longer));
      List<Partition<Integer>> all = List.of(partition);
      assertThrows(refused, () -> index.search(all, new float[3], 0, 1));
      assertThrows(refused, () -> index.search(all, new float[2], 0, 0));
    }
  }
}
