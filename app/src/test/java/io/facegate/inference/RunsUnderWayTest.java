package io.facegate.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RunsUnderWayTest {
  private final AtomicInteger freed = new AtomicInteger();
  private final RunsUnderWay runs = new RunsUnderWay(freed::incrementAndGet);

  @Test
  void whatIsIdleIsFreedAtOnceAndOnce() {
    runs.begin();
    runs.end();
    assertEquals(0, freed.get());
    runs.close();
    runs.close();
    assertEquals(1, freed.get());
  }

  @Test
  void theLastRunFreesWhatWasClosedUnderIt() {
    runs.begin();
    runs.begin();
    runs.close();
    runs.end();
    assertEquals(0, freed.get());
    runs.end();
    assertEquals(1, freed.get());
    runs.close();
    assertEquals(1, freed.get());
  }

  @Test
  void noRunBeginsAfterTheEnd() {
    runs.begin();
    runs.close();
    assertThrows(IllegalStateException.class, runs::begin);
    runs.end();
    assertEquals(1, freed.get());
  }
}
