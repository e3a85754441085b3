package io.facegate.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** How often frames are looked at, counted, and a camera tried again. */
class PacingTest {
  private static final long MS = 1_000_000;

  @Test
  void aFasterStreamIsThinnedToTheWantedAverage() {
    assertEquals(100, looked(25, 10, 10, 0), 1);
    assertEquals(100, looked(30, 10, 10, 0), 1);
  }

  @Test
  void anUnevenStreamOfJustTheWantedRateLosesNothing() {
    assertEquals(100, looked(10, 10, 10, 30), 1);
  }

  @Test
  void aSlowerStreamIsTakenAsItIs() {
    assertEquals(50, looked(5, 10, 10, 0));
  }

  private static int looked(int framesPerSecond, int wanted, int seconds, int jitterMs) {
    FramePacer pacer = new FramePacer(wanted);
    SplittableRandom random = new SplittableRandom(7);
    int looked = 0;
    for (int i = 0; i < framesPerSecond * seconds; i++) {
      long jitter = jitterMs == 0 ? 0 : random.nextLong(-jitterMs, jitterMs) * MS;
      looked += pacer.due(1000 * MS * i / framesPerSecond + jitter) ? 1 : 0;
    }
    return looked;
  }

  @Test
  void theLadderRisesAndStartsAnewAfterHealth() {
    ReconnectLadder ladder = new ReconnectLadder(Duration.ofSeconds(60), new SplittableRandom(1));
    List<Long> seconds = new ArrayList<>();
    for (int i = 0; i < 22; i++) {
      Duration pause = ladder.failed();
      seconds.add(Math.round(pause.toMillis() / 1000.0));
    }
    assertTrue(seconds.subList(0, 5).stream().allMatch(pause -> pause == 1), seconds.toString());
    assertTrue(
        seconds.subList(5, 10).stream().allMatch(pause -> pause >= 4 && pause <= 6),
        seconds.toString());
    assertTrue(
        seconds.subList(10, 20).stream().allMatch(pause -> pause >= 8 && pause <= 12),
        seconds.toString());
    assertTrue(
        seconds.subList(20, 22).stream().allMatch(pause -> pause >= 48 && pause <= 72),
        seconds.toString());
    ladder.healthy();
    assertTrue(ladder.failed().toMillis() <= 1200);
  }

  @Test
  void theLongestPauseCutsTheOthers() {
    ReconnectLadder ladder = new ReconnectLadder(Duration.ofMillis(50), new SplittableRandom(1));
    for (int i = 0; i < 30; i++) {
      assertTrue(ladder.failed().toMillis() <= 60);
    }
  }

  @Test
  void aBurstIsKnownToBeOld() {
    StreamLag lag = new StreamLag();
    long now = 0;
    for (int i = 0; i < 50; i++) {
      now = 100 * MS * i;
      assertTrue(lag.of(Duration.ofMillis(100L * i), now + 40 * MS).toMillis() <= 3);
    }
    /* Three seconds of nothing, then all that was held up at once. */
    now += 3000 * MS;
    long first = lag.of(Duration.ofSeconds(5), now).toMillis();
    assertTrue(first > 2700 && first <= 3000, "lag " + first);
    long last = lag.of(Duration.ofMillis(7900), now + 20 * MS).toMillis();
    assertTrue(last < 100, "lag " + last);
  }

  @Test
  void clocksThatDriftOrJumpAreNoLag() {
    StreamLag lag = new StreamLag();
    long worst = 0;
    for (int i = 0; i < 100_000; i++) {
      /* The camera's clock loses a thousandth. */
      long millis = lag.of(Duration.ofNanos(99_900_000L * i), 100 * MS * i).toMillis();
      worst = Math.max(worst, millis);
    }
    assertTrue(worst < 50, "lag " + worst);
    assertEquals(0, lag.of(Duration.ZERO, 100 * MS * 100_000).toMillis());
  }

  @Test
  void ratesAreOfTheLastSeconds() {
    RateMeter meter = new RateMeter();
    assertEquals(0, meter.perSecond(0));
    for (int i = 0; i < 100; i++) {
      meter.mark(100 * MS * i);
    }
    assertEquals(10, meter.perSecond(10_000 * MS), 1e-9);
    assertEquals(0, meter.perSecond(60_000 * MS));
  }
}
