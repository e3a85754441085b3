package io.facegate.pack;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/** Closes an answer that says nothing for too long; the client itself waits for ever. */
final class Silence implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private final Closeable answer;
  private final long silenceNanosMax;
  private final Thread watcher;
  private volatile long heardNanos = System.nanoTime();
  private volatile boolean broken;

  Silence(Closeable answer, Duration silenceMax) {
    this.answer = answer;
    this.silenceNanosMax = silenceMax.toNanos();
    this.watcher = Thread.ofVirtual().name("silence").start(this::watch);
  }

  /** Something was said. */
  void heard() {
    heardNanos = System.nanoTime();
  }

  /** Whether the answer was closed for its silence. */
  boolean isBroken() {
    return broken;
  }

  private void watch() {
    try {
      while (System.nanoTime() - heardNanos < silenceNanosMax) {
        Thread.sleep(LOOK_EVERY);
      }
      broken = true;
      answer.close();
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    } catch (IOException closedAnyway) {
      /* Whoever reads it hears of it. */
    }
  }

  @Override
  public void close() {
    watcher.interrupt();
  }
}
