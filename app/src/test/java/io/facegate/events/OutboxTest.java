package io.facegate.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.testing.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
  @TempDir Path folder;

  private Outbox open(int eventsMax) throws IOException {
    return open(eventsMax, 1L << 20);
  }

  private Outbox open(int eventsMax, long bytesMax) throws IOException {
    OutboxConfig config = new OutboxConfig(folder, eventsMax, bytesMax);
    return new Outbox(RocksOutbox.open(folder), config, System::nanoTime, () -> {});
  }

  private static OutboxRecord record(String text) {
    return new OutboxRecord(
        UUID.randomUUID(), "t/1", Samples.NOON, Samples.NOON.plusSeconds(9), text.getBytes(UTF_8));
  }

  private static List<String> contents(Outbox outbox) throws IOException {
    List<String> texts = new ArrayList<>();
    OptionalLong next = outbox.nextAfter(0);
    while (next.isPresent()) {
      outbox
          .read(next.getAsLong())
          .ifPresent(record -> texts.add(new String(record.draft(), UTF_8)));
      next = outbox.nextAfter(next.getAsLong());
    }
    return texts;
  }

  @Test
  void keepsOrderAndContent() throws IOException {
    try (Outbox outbox = open(10)) {
      for (int i = 1; i <= 5; i++) {
        assertEquals(i, outbox.append(number -> record("event " + number)));
      }
      assertEquals(
          List.of("event 1", "event 2", "event 3", "event 4", "event 5"), contents(outbox));
      OutboxRecord read = outbox.read(3).orElseThrow();
      assertEquals("t/1", read.topic());
      assertEquals(Samples.NOON.plusSeconds(9).toEpochMilli(), read.expiresAt().toEpochMilli());
    }
  }

  @Test
  void whatWaitsSurvivesARestartAndNumbersAreNotUsedAgain() throws IOException {
    try (Outbox outbox = open(10)) {
      for (int i = 0; i < 4; i++) {
        outbox.append(number -> record("event " + number));
      }
      outbox.remove(List.of(1L, 3L, 4L));
    }
    try (Outbox outbox = open(10)) {
      assertEquals(List.of("event 2"), contents(outbox));
      assertTrue(outbox.waiting(2).orElseThrow().earlierProcess());
      outbox.remove(List.of(2L));
    }
    try (Outbox outbox = open(10)) {
      assertEquals(List.of(), contents(outbox));
      assertEquals(0, outbox.bytes());
      assertEquals(5, outbox.append(number -> record("event " + number)));
    }
  }

  @Test
  void theOldestMakeRoomAndAreCounted() throws IOException {
    try (Outbox outbox = open(3)) {
      for (int i = 0; i < 5; i++) {
        outbox.append(number -> record("event " + number));
      }
      assertEquals(List.of("event 3", "event 4", "event 5"), contents(outbox));
      assertEquals(2, outbox.lost());
      assertEquals(3, outbox.size());
    }
    try (Outbox outbox = open(3)) {
      assertEquals(List.of("event 3", "event 4", "event 5"), contents(outbox));
    }
  }

  @Test
  void bytesAreBoundedToo() throws IOException {
    String large = "x".repeat(200_000);
    try (Outbox outbox = open(1000, 1L << 20)) {
      for (int i = 0; i < 8; i++) {
        outbox.append(number -> record(large));
      }
      assertEquals(5, outbox.size());
      assertEquals(3, outbox.lost());
      assertTrue(outbox.bytes() <= 1L << 20);
    }
  }

  @Test
  void oneTooLargeIsAMistake() throws IOException {
    try (Outbox outbox = open(10)) {
      assertThrows(
          IllegalArgumentException.class, () -> outbox.append(n -> record("x".repeat(300_000))));
      assertEquals(1, outbox.append(number -> record("next")));
    }
  }

  @Test
  void damagedRecordsAreSkippedAndCounted() throws IOException {
    try (Outbox outbox = open(10)) {
      for (int i = 0; i < 3; i++) {
        outbox.append(number -> record("event " + number));
      }
    }
    try (RocksOutbox store = RocksOutbox.open(folder)) {
      byte[] bytes = store.read(2).orElseThrow();
      bytes[bytes.length - 1] ^= 1;
      SortedMap<Long, byte[]> damaged = new TreeMap<>();
      damaged.put(2L, bytes);
      store.write(damaged, List.of(), 3);
    }
    try (Outbox outbox = open(10)) {
      assertEquals(List.of("event 1", "event 3"), contents(outbox));
      assertEquals(1, outbox.corrupt());
      assertEquals(4, outbox.append(number -> record("event " + number)));
    }
    try (Outbox outbox = open(10)) {
      assertEquals(0, outbox.corrupt());
    }
  }

  @Test
  void manyThreadsShareTheDisk() throws IOException {
    ConcurrentLinkedQueue<Long> numbers = new ConcurrentLinkedQueue<>();
    try (Outbox outbox = open(1000)) {
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 500; i++) {
          threads.execute(() -> numbers.add(outbox.append(n -> record("event " + n))));
        }
      }
      assertEquals(500, numbers.stream().distinct().count());
      assertEquals(500, outbox.size());
    }
  }

  @Test
  void aDiskThatFailsIsSaidSo() throws IOException {
    FailingStore store = new FailingStore();
    OutboxConfig config = new OutboxConfig(folder, 10, 1L << 20);
    try (Outbox outbox = new Outbox(store, config, System::nanoTime, () -> {})) {
      assertEquals(1, outbox.append(number -> record("a")));
      store.fails = true;
      FaceException thrown =
          assertThrows(FaceException.class, () -> outbox.append(number -> record("b")));
      assertEquals(FaceFailure.STORE_FAILED, thrown.failure());
      assertEquals(1, outbox.failures());
      assertEquals(1, outbox.size());
      store.fails = false;
      assertEquals(3, outbox.append(number -> record("c")));
    }
  }

  @Test
  void afterClosingNothingIsTaken() throws IOException {
    Outbox outbox = open(10);
    outbox.close();
    assertThrows(FaceException.class, () -> outbox.append(number -> record("a")));
  }

  @Test
  void newEventsAreAnnounced() throws IOException {
    List<String> calls = new ArrayList<>();
    OutboxConfig config = new OutboxConfig(folder, 10, 1L << 20);
    try (Outbox outbox =
        new Outbox(RocksOutbox.open(folder), config, System::nanoTime, () -> calls.add("grown"))) {
      outbox.append(number -> record("a"));
      Await.until(Duration.ofSeconds(2), () -> calls.size() == 1, "a wake-up");
    }
  }

  /** A disk in memory that can be full. */
  private static final class FailingStore implements OutboxStore {
    final TreeMap<Long, byte[]> records = new TreeMap<>();
    volatile boolean fails;

    @Override
    public void write(SortedMap<Long, byte[]> added, List<Long> removed, long sequence)
        throws IOException {
      if (fails) {
        throw new IOException("no space left");
      }
      records.putAll(added);
      records.keySet().removeAll(removed);
    }

    @Override
    public Optional<byte[]> read(long sequence) {
      return Optional.ofNullable(records.get(sequence));
    }

    @Override
    public long sequence() {
      return 0;
    }

    @Override
    public void scan(Visitor visitor) {
      records.forEach(visitor::visit);
    }

    @Override
    public void close() {}
  }
}
