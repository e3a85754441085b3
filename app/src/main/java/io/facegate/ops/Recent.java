package io.facegate.ops;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A figure that costs something, asked for anew at most once a period: whoever polls health or
 * metrics in a hurry shall not wear the disk.
 */
public final class Recent<T> implements Supplier<T> {
  private final long periodNanos;
  private final Supplier<T> source;
  private @Nullable T value;
  private long askedNanos;

  /** A figure of a source, as old as a period at most. */
  public Recent(Duration period, Supplier<T> source) {
    this.periodNanos = period.toNanos();
    this.source = source;
  }

  @Override
  public synchronized T get() {
    T known = value;
    long now = System.nanoTime();
    if (known == null || now - askedNanos >= periodNanos) {
      known = source.get();
      value = known;
      askedNanos = System.nanoTime();
    }
    return known;
  }
}
