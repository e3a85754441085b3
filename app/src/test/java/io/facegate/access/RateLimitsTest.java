package io.facegate.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RateLimitsTest {
  private final SetClock clock = new SetClock("2026-11-21T10:00:00Z");
  private KeyFolders folders;
  private KeyStore keys;

  @BeforeEach
  void makeStore(@TempDir Path folder) throws IOException {
    folders = KeyFolders.in(folder);
    keys = folders.open(clock);
  }

  @Test
  void keyWithoutLimitsIsNeverStopped() {
    RateLimits limits = limits(0);
    ApiKey key = key(Allowance.UNLIMITED);
    for (int i = 0; i < 10_000; i++) {
      assertEquals(Optional.empty(), limits.take(key));
    }
  }

  @Test
  void secondsAreCountedPerKey() {
    RateLimits limits = limits(0);
    ApiKey key = key(new Allowance(2, 0, 0));
    ApiKey other = key(new Allowance(2, 0, 0));
    assertTaken(limits, key, 2);
    assertHit(LimitHit.KEY_PER_SECOND, limits, key);
    assertTaken(limits, other, 2);
    clock.pass(Duration.ofMillis(500));
    assertTaken(limits, key, 1);
    assertHit(LimitHit.KEY_PER_SECOND, limits, key);
    clock.pass(Duration.ofHours(1));
    assertTaken(limits, key, 2);
    assertHit(LimitHit.KEY_PER_SECOND, limits, key);
    clock.pass(Duration.ofSeconds(-30));
    assertHit(LimitHit.KEY_PER_SECOND, limits, key);
    clock.pass(Duration.ofSeconds(1));
    assertTaken(limits, key, 2);
  }

  @Test
  void daysBeginAtMidnight() {
    RateLimits limits = limits(0);
    ApiKey key = key(new Allowance(0, 3, 0));
    assertTaken(limits, key, 3);
    assertHit(LimitHit.KEY_PER_DAY, limits, key);
    clock.set("2026-11-21T23:59:59Z");
    assertHit(LimitHit.KEY_PER_DAY, limits, key);
    clock.set("2026-11-22T00:00:00Z");
    assertTaken(limits, key, 3);
  }

  @Test
  void totalIsForEver() {
    RateLimits limits = limits(0);
    ApiKey key = key(new Allowance(0, 3, 5));
    assertTaken(limits, key, 3);
    clock.pass(Duration.ofDays(1));
    assertTaken(limits, key, 2);
    assertHit(LimitHit.KEY_TOTAL, limits, key);
    clock.pass(Duration.ofDays(1));
    assertHit(LimitHit.KEY_TOTAL, limits, key);
  }

  @Test
  void gatewayIsSharedByAllKeys() {
    RateLimits limits = limits(3);
    ApiKey key = key(new Allowance(2, 0, 0));
    ApiKey other = key(Allowance.UNLIMITED);
    assertTaken(limits, key, 2);
    assertTaken(limits, other, 1);
    assertHit(LimitHit.GATEWAY_PER_SECOND, limits, other);
    assertHit(LimitHit.KEY_PER_SECOND, limits, key);
    clock.pass(Duration.ofSeconds(1));
    assertTaken(limits, other, 3);
  }

  @Test
  void refusedRequestsAreNotCounted() {
    RateLimits limits = limits(0);
    ApiKey key = key(new Allowance(1, 2, 0));
    assertTaken(limits, key, 1);
    assertHit(LimitHit.KEY_PER_SECOND, limits, key);
    clock.pass(Duration.ofSeconds(1));
    assertTaken(limits, key, 1);
    assertHit(LimitHit.KEY_PER_DAY, limits, key);
  }

  @Test
  void countsOutliveARestartAndOnlyKnownKeysAreKept() throws IOException {
    ApiKey key = key(new Allowance(0, 3, 4));
    Path file = folders.data().resolve("api-usage");
    try (RateLimits limits = limits(0)) {
      assertTaken(limits, key, 2);
      limits.take(new ApiKey("stranger", key.secret(), key.terms(), key.created(), key.ends()));
    }
    assertEquals(
        "facegate-usage-1\n" + key.id() + " 2026-11-21 2 2\n", Files.readString(file));
    RateLimits limits = limits(0);
    assertTaken(limits, key, 1);
    assertHit(LimitHit.KEY_PER_DAY, limits, key);
    clock.pass(Duration.ofDays(1));
    assertTaken(limits, key, 1);
    assertHit(LimitHit.KEY_TOTAL, limits, key);
    assertEquals(4, limitsAfterCrash(key), "saved once a minute");
  }

  @Test
  void damagedCountsAreRefused() throws IOException {
    Path file = folders.data().resolve("api-usage");
    for (String damaged :
        new String[] {"", "other\n", "facegate-usage-1\nx\n", "facegate-usage-1\nx y 1 2\n"}) {
      Files.writeString(file, damaged);
      assertThrows(KeyStoreException.class, () -> limits(0));
    }
  }

  private int limitsAfterCrash(ApiKey key) {
    return (int) new UsageFile(folders.data().resolve("api-usage")).read().get(key.id()).total();
  }

  private RateLimits limits(int gatewayPerSecond) {
    return new RateLimits(keys, folders.data(), gatewayPerSecond, clock);
  }

  private ApiKey key(Allowance allowance) {
    return keys.create(new KeyTerms("gate", "", Set.of(), Set.of(), allowance, ""));
  }

  private static void assertTaken(RateLimits limits, ApiKey key, int times) {
    for (int i = 0; i < times; i++) {
      assertEquals(Optional.empty(), limits.take(key));
    }
  }

  private static void assertHit(LimitHit hit, RateLimits limits, ApiKey key) {
    assertEquals(Optional.of(hit), limits.take(key));
  }
}
