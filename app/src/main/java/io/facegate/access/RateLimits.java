package io.facegate.access;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * Counts requests against the limits of their keys, and of the gateway. What was used of a day and
 * in all is kept over a restart, give or take the last minute before a crash.
 */
public final class RateLimits implements AutoCloseable {
  private static final Logger LOG = System.getLogger(RateLimits.class.getName());
  private static final long SAVE_PERIOD_MILLIS = Duration.ofMinutes(1).toMillis();

  private final KeyStore keys;
  private final int gatewayPerSecond;
  private final UsageFile file;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final TokenBucket gateway;
  private final Map<String, TokenBucket> buckets = new HashMap<>();
  private final Map<String, Usage> usages;
  private long savedMillis;

  /**
   * Opens the counts in the data folder.
   *
   * @param gatewayPerSecond requests a second of all callers together; 0 means without limit
   * @param clock whose zone tells the days apart
   * @throws KeyStoreException when the counts cannot be read
   */
  public RateLimits(KeyStore keys, Path folder, int gatewayPerSecond, Clock clock) {
    this.keys = keys;
    this.gatewayPerSecond = gatewayPerSecond;
    this.file = new UsageFile(folder.resolve("api-usage"));
    this.clock = clock;
    this.gateway = new TokenBucket(gatewayPerSecond, clock.millis());
    this.usages = file.read();
    this.savedMillis = clock.millis();
  }

  /** Counts a request of a key; or tells which limit forbids it, and then counts nothing. */
  public Optional<LimitHit> take(ApiKey key) {
    lock.lock();
    try {
      long now = clock.millis();
      LocalDate today = LocalDate.ofInstant(clock.instant(), clock.getZone());
      Usage usage = usages.getOrDefault(key.id(), Usage.NONE).on(today);
      int perSecond = key.terms().allowance().perSecond();
      TokenBucket bucket =
          buckets.computeIfAbsent(key.id(), absent -> new TokenBucket(perSecond, now));
      Optional<LimitHit> hit = hit(key.terms().allowance(), usage, bucket, now);
      if (hit.isEmpty()) {
        gateway.take();
        bucket.take();
        usages.put(key.id(), usage.plusOne());
        saveNowAndThen(now);
      }
      return hit;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      save();
    } finally {
      lock.unlock();
    }
  }

  private Optional<LimitHit> hit(Allowance allowed, Usage usage, TokenBucket bucket, long now) {
    if (allowed.total() > 0 && usage.total() >= allowed.total()) {
      return Optional.of(LimitHit.KEY_TOTAL);
    }
    if (allowed.perDay() > 0 && usage.onDay() >= allowed.perDay()) {
      return Optional.of(LimitHit.KEY_PER_DAY);
    }
    if (!bucket.has(allowed.perSecond(), now)) {
      return Optional.of(LimitHit.KEY_PER_SECOND);
    }
    return gateway.has(gatewayPerSecond, now)
        ? Optional.empty()
        : Optional.of(LimitHit.GATEWAY_PER_SECOND);
  }

  private void saveNowAndThen(long now) {
    if (Math.abs(now - savedMillis) >= SAVE_PERIOD_MILLIS) {
      savedMillis = now;
      save();
    }
  }

  /* Counting goes on when the disk is full: refusing everybody would be worse than a day's count
  that starts anew after a restart. */
  private void save() {
    try {
      Set<String> ids = keys.all().stream().map(ApiKey::id).collect(Collectors.toSet());
      usages.keySet().retainAll(ids);
      buckets.keySet().retainAll(ids);
      file.write(usages);
    } catch (KeyStoreException | IOException fault) {
      LOG.log(Level.WARNING, "cannot save how often API keys were used", fault);
    }
  }
}
