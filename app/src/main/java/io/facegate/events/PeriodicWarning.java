package io.facegate.events;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Logs a repeated fault once a minute, with how often it happened. */
public final class PeriodicWarning {
  private static final long PERIOD_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Logger logger;
  private final LongSupplier nanoTime;
  private boolean logged;
  private long loggedNanos;
  private long silent;

  /** Warnings of one kind. */
  public PeriodicWarning(Logger logger, LongSupplier nanoTime) {
    this.logger = logger;
    this.nanoTime = nanoTime;
  }

  /** Takes note of some occurrences, and logs when it is time. */
  public synchronized void warn(long times, String what) {
    silent += times;
    long now = nanoTime.getAsLong();
    if (!logged || now - loggedNanos >= PERIOD_NANOS) {
      logger.log(Level.WARNING, silent > 1 ? what + " (" + silent + " times)" : what);
      logged = true;
      loggedNanos = now;
      silent = 0;
    }
  }

  /** The fault is over: the next occurrence is logged at once. */
  public synchronized void clear() {
    logged = false;
    silent = 0;
  }
}
