package io.facegate.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.testing.Await;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BoundedWorkersTest {
  /* Returns once the one thread is busy, until the gate opens. */
  private static void occupy(BoundedWorkers workers, CountDownLatch gate) {
    CountDownLatch begun = new CountDownLatch(1);
    Thread.ofVirtual()
        .start(
            () ->
                workers.call(
                    () -> {
                      begun.countDown();
                      await(gate);
                      return "done";
                    }));
    await(begun);
  }

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Test
  void resultsAndFailuresComeBack() {
    try (BoundedWorkers workers = workers(Duration.ofSeconds(5))) {
      assertEquals("done", workers.call(() -> "done"));
      FaceException failure = new FaceException(FaceFailure.NO_FACE);
      assertEquals(
          failure,
          assertThrows(
              FaceException.class,
              () ->
                  workers.call(
                      () -> {
                        throw failure;
                      })));
    }
  }

  @Test
  void fullIsOverloadedAtOnce() {
    CountDownLatch gate = new CountDownLatch(1);
    try (BoundedWorkers workers = workers(Duration.ofSeconds(5))) {
      occupy(workers, gate);
      Thread.ofVirtual().start(() -> workers.call(() -> "waits"));
      Await.until(PATIENCE, () -> workers.queued() == 1, "the queue is full");
      assertOverloaded(() -> workers.call(() -> "never"));
      gate.countDown();
    }
  }

  @Test
  void whatWaitedTooLongIsNotRun() {
    CountDownLatch gate = new CountDownLatch(1);
    AtomicBoolean ran = new AtomicBoolean();
    try (BoundedWorkers workers = workers(Duration.ofMillis(20))) {
      occupy(workers, gate);
      assertOverloaded(
          () ->
              workers.call(
                  () -> {
                    ran.set(true);
                    return "never";
                  }));
      gate.countDown();
      workers.call(() -> "after it");
    }
    assertFalse(ran.get());
  }

  @Test
  void whatHasBegunIsWaitedFor() {
    try (BoundedWorkers workers = workers(Duration.ofSeconds(1))) {
      String result =
          workers.call(
              () -> {
                /* Longer than work may wait for a thread. */
                Thread.sleep(Duration.ofMillis(1100));
                return "late but done";
              });
      assertEquals("late but done", result);
    }
  }

  @Test
  void interruptedCallerGoesOnInterrupted() {
    CountDownLatch gate = new CountDownLatch(1);
    AtomicReference<FaceFailure> seen = new AtomicReference<>();
    AtomicBoolean flag = new AtomicBoolean();
    try (BoundedWorkers workers = workers(Duration.ofSeconds(30))) {
      occupy(workers, gate);
      Thread caller =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      workers.call(() -> "never");
                    } catch (FaceException interrupted) {
                      seen.set(interrupted.failure());
                      flag.set(Thread.currentThread().isInterrupted());
                    }
                  });
      Await.until(PATIENCE, () -> workers.queued() == 1, "the caller waits");
      caller.interrupt();
      Await.until(PATIENCE, () -> seen.get() == FaceFailure.OVERLOADED, "an answer");
      assertEquals(0, workers.queued());
      gate.countDown();
    }
    assertTrue(flag.get());
  }

  @Test
  void stopFailsWhatWaits() {
    CountDownLatch gate = new CountDownLatch(1);
    AtomicReference<FaceFailure> seen = new AtomicReference<>();
    BoundedWorkers workers = workers(Duration.ofSeconds(30));
    occupy(workers, gate);
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                workers.call(() -> "never");
              } catch (FaceException stopped) {
                seen.set(stopped.failure());
              }
            });
    Await.until(PATIENCE, () -> workers.queued() == 1, "the caller waits");
    Thread.ofVirtual().start(workers::close);
    Await.until(PATIENCE, () -> seen.get() == FaceFailure.OVERLOADED, "an answer");
    gate.countDown();
    assertOverloaded(() -> workers.call(() -> "never"));
  }

  private static BoundedWorkers workers(Duration queueTimeMax) {
    return new BoundedWorkers(
        "test", new WorkerLimits(1, 1, queueTimeMax, Duration.ofSeconds(20), PATIENCE));
  }

  private static void assertOverloaded(Runnable call) {
    FaceException thrown = assertThrows(FaceException.class, call::run);
    assertEquals(FaceFailure.OVERLOADED, thrown.failure());
  }

  private static void await(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
