package io.facegate.camera;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Logs a fault that may repeat with every frame: at once, then once a minute with a count. */
final class RepeatedFault {
  private static final long PERIOD_NANOS = Duration.ofMinutes(1).toNanos();

  private final Logger log;
  private final String what;
  private long unlogged;
  private long loggedNanos;
  private boolean logged;

  RepeatedFault(Logger log, String what) {
    this.log = log;
    this.what = what;
  }

  /** Counts a fault, and logs it when its time has come. */
  synchronized void happened(RuntimeException cause) {
    long now = System.nanoTime();
    unlogged++;
    if (!logged || now - loggedNanos > PERIOD_NANOS) {
      log.log(Level.WARNING, what + " (" + unlogged + " times)", cause);
      logged = true;
      loggedNanos = now;
      unlogged = 0;
    }
  }
}
