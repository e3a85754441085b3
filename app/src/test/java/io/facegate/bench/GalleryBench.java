package io.facegate.bench;

import io.facegate.face.PersonKey;
import io.facegate.gallery.Gallery;
import io.facegate.gallery.GalleryConfig;
import io.facegate.gallery.GalleryLimits;
import io.facegate.gallery.RandomFaces;
import io.facegate.gallery.StoredGallery;
import io.facegate.gallery.rocks.RocksStore;
import io.facegate.search.DotProduct;
import io.facegate.search.FlatIndex;
import io.facegate.search.Kernels;
import io.facegate.search.Partition;
import io.facegate.search.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * Prints what the gallery takes: time to load, enrolments a second, time to search and to delete a
 * group. Arguments: a folder for the store (else a temporary one is made), and {@code 800k} for the
 * biggest search, which needs 2 GiB of heap.
 */
public final class GalleryBench {
  private static final int CORES = Runtime.getRuntime().availableProcessors();
  private static final int DIMENSION = 256;
  private static final int WARM_UPS = 50;

  private GalleryBench() {}

  /** Runs all of it, a minute or two. */
  public static void main(String[] arguments) throws Exception {
    List<String> wanted = List.of(arguments);
    Optional<String> given = wanted.stream().filter(word -> !word.equals("800k")).findFirst();
    Path folder = given.isPresent() ? Path.of(given.get()) : Files.createTempDirectory("bench");
    Path store = folder.resolve("gallery-bench");
    for (String kernel : List.of("scalar", "vector")) {
      searches(kernel, DIMENSION, 10_000, 400);
      searches(kernel, DIMENSION, 100_000, 200);
      if (wanted.contains("800k")) {
        searches(kernel, DIMENSION, 800_000, 40);
      }
    }
    try {
      enrolments(store);
      fillUp(store);
      load(store);
      groupDelete(store);
    } finally {
      delete(store);
    }
  }

  private static void say(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }

  private static double millisSince(long startNanos) {
    return (System.nanoTime() - startNanos) / 1e6;
  }

  private static void searches(String name, int dimension, int vectors, int rounds) {
    DotProduct kernel = Kernels.named(name);
    RandomFaces faces = new RandomFaces(1, dimension);
    for (int threads : CORES == 1 ? List.of(1) : List.of(1, CORES)) {
      try (FlatIndex<Integer> index =
          new FlatIndex<>(kernel, label -> label, Comparator.<Integer>naturalOrder(), threads)) {
        Partition<Integer> partition = index.newPartition();
        for (int i = 0; i < vectors; i++) {
          partition.change(List.of(), Map.of(new Slot<>(i), faces.unit()));
        }
        Histogram times = new Histogram(3);
        for (int i = -WARM_UPS; i < rounds; i++) {
          float[] query = faces.unit();
          long start = System.nanoTime();
          index.search(List.of(partition), query, 0.3, 5);
          if (i >= 0) {
            times.recordValue(System.nanoTime() - start);
          }
        }
        say(
            "search %7d x %d, %s, up to %d threads: p50 %.2f ms, p99 %.2f ms",
            vectors,
            dimension,
            kernel.name(),
            threads,
            times.getValueAtPercentile(50) / 1e6,
            times.getValueAtPercentile(99) / 1e6);
      }
    }
  }

  private static StoredGallery open(Path folder) {
    GalleryLimits limits = new GalleryLimits(20, 1_000_000, 100, 10);
    GalleryConfig config = GalleryConfig.defaults(folder);
    return new StoredGallery(
        RocksStore.open(config),
        limits,
        RandomFaces.MODEL,
        Kernels.choose(),
        CORES,
        Clock.systemUTC());
  }

  private static void enrolments(Path folder) throws InterruptedException {
    try (StoredGallery gallery = open(folder)) {
      for (int threads : List.of(1, 8)) {
        int each = 4000 / threads;
        long start = System.nanoTime();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
          for (int thread = 0; thread < threads; thread++) {
            int number = thread;
            pool.execute(() -> enrol(gallery, "few", threads + "_" + number, each));
          }
        }
        say(
            "enrol, %d threads, one group: %.0f a second, each synced",
            threads, threads * each / (millisSince(start) / 1000));
      }
    }
  }

  private static void enrol(Gallery gallery, String group, String name, int count) {
    RandomFaces faces = new RandomFaces(name.hashCode(), DIMENSION);
    for (int i = 0; i < count; i++) {
      String token = "0123456789abcdef%s_%d".formatted(name, i);
      PersonKey person = new PersonKey("site", group, "person_%s_%d".formatted(name, i));
      gallery.enroll(person, faces.face(token), Optional.empty(), Gallery.Mode.APPEND);
    }
  }

  private static void fillUp(Path folder) throws InterruptedException {
    try (StoredGallery gallery = open(folder)) {
      fill(gallery, "few", 10_000 - gallery.faceCount());
    }
  }

  private static void load(Path folder) {
    long heapBefore = heapBytes();
    long start = System.nanoTime();
    try (StoredGallery gallery = open(folder)) {
      double millis = millisSince(start);
      int count = gallery.faceCount();
      say(
          "load %d faces x %d: %.0f ms; %d bytes of heap and %d of disk a face",
          count,
          DIMENSION,
          millis,
          (heapBytes() - heapBefore) / count,
          gallery.stats().bytesOnDisk() / count);
    }
  }

  private static long heapBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static void fill(Gallery gallery, String group, int count) throws InterruptedException {
    int threads = 16;
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (int thread = 0; thread < threads; thread++) {
        String name = "fill" + thread;
        pool.execute(() -> enrol(gallery, group, name, count / threads));
      }
    }
  }

  private static void groupDelete(Path folder) throws InterruptedException {
    try (StoredGallery gallery = open(folder)) {
      fill(gallery, "many", 100_000);
      int many = gallery.groupStat("site", "many").orElseThrow().faces();
      long full = gallery.stats().bytesOnDisk();
      long start = System.nanoTime();
      gallery.deleteGroup("site", "many");
      double millis = millisSince(start);
      while (gallery.stats().bytesOnDisk() > full / 2 && millisSince(start) < 60_000) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      say(
          "delete a group of %d faces: gone after %.1f ms, space back after %.0f ms (%d to %d MB)",
          many,
          millis,
          millisSince(start),
          full >> 20,
          gallery.stats().bytesOnDisk() >> 20);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
