package io.facegate.dialect;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Slows down who tries one secret after another for a key: twenty at once, then one every three
 * seconds. It counts by key and address, so that nobody is kept out by what others do elsewhere.
 */
final class GuessingBrake {
  static final int ATTEMPTS_MAX = 20;

  private static final int KEPT_MAX = 1024;
  private static final long REFILL_NANOS = TimeUnit.SECONDS.toNanos(3);
  /* Whoever has an address of IPv6 has at least 2^64 of them. */
  private static final int NETWORK_BYTES = 8;

  private final ReentrantLock lock = new ReentrantLock();
  private final LongSupplier nanoTime;
  private final Map<String, Attempts> kept = new LinkedHashMap<>();

  /** How many wrong secrets count at a moment. */
  private record Attempts(double count, long atNanos) {
    double countAt(long nanos) {
      return Math.max(0, count - (double) (nanos - atNanos) / REFILL_NANOS);
    }
  }

  GuessingBrake(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Whether a caller may try a secret of a key. */
  boolean isOpen(InetAddress caller, String keyId) {
    lock.lock();
    try {
      Attempts attempts = kept.get(name(caller, keyId));
      return attempts == null || attempts.countAt(nanoTime.getAsLong()) <= ATTEMPTS_MAX - 1;
    } finally {
      lock.unlock();
    }
  }

  /** Counts a wrong secret of a key that there is. */
  void count(InetAddress caller, String keyId) {
    lock.lock();
    try {
      long now = nanoTime.getAsLong();
      Attempts before = kept.remove(name(caller, keyId));
      kept.put(
          name(caller, keyId), new Attempts(before == null ? 1 : before.countAt(now) + 1, now));
      if (kept.size() > KEPT_MAX) {
        kept.remove(kept.keySet().iterator().next());
      }
    } finally {
      lock.unlock();
    }
  }

  private static String name(InetAddress caller, String keyId) {
    byte[] address = caller.getAddress();
    byte[] network =
        address.length > NETWORK_BYTES ? Arrays.copyOf(address, NETWORK_BYTES) : address;
    return HexFormat.of().formatHex(network) + " " + keyId;
  }
}
