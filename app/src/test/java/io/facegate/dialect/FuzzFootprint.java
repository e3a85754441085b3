package io.facegate.dialect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What this process holds. Resident memory tells of a leak only when the heap does not grow. */
record FuzzFootprint(long heapMib, long residentMib, int threads, long openFiles) {
  private static final long HEAP_GROWTH_MIB_MAX = 32;
  private static final long RESIDENT_GROWTH_MIB_MAX = 96;
  private static final int THREADS_GROWTH_MAX = 8;
  private static final long FILES_GROWTH_MAX = 64;

  static FuzzFootprint now() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return new FuzzFootprint(
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20,
        statusKib("VmRSS:") >> 10,
        ManagementFactory.getThreadMXBean().getThreadCount(),
        openFileCount());
  }

  /** What has grown more than chance allows since then. */
  List<String> leaksSince(FuzzFootprint then) {
    List<String> leaks = new ArrayList<>();
    grown(leaks, "heap MiB", heapMib - then.heapMib, HEAP_GROWTH_MIB_MAX);
    grown(leaks, "resident MiB", residentMib - then.residentMib, RESIDENT_GROWTH_MIB_MAX);
    grown(leaks, "threads", threads - then.threads, THREADS_GROWTH_MAX);
    grown(leaks, "open files", openFiles - then.openFiles, FILES_GROWTH_MAX);
    return leaks;
  }

  private static void grown(List<String> leaks, String what, long growth, long growthMax) {
    if (growth > growthMax) {
      leaks.add("%s grew by %d".formatted(what, growth));
    }
  }

  /** The most that was ever resident. */
  static long peakMib() {
    return statusKib("VmHWM:") >> 10;
  }

  private static long statusKib(String name) {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static long openFileCount() {
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      return files.count();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
