package io.facegate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.testing.Await;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HangUpTest {
  @Test
  void theSignalIsHeardAgainAndAgain() throws Exception {
    AtomicInteger heard = new AtomicInteger();
    assertTrue(HangUp.runs(heard::incrementAndGet));
    for (int times = 1; times <= 2; times++) {
      int wanted = times;
      new ProcessBuilder("kill", "-HUP", Long.toString(ProcessHandle.current().pid()))
          .start()
          .waitFor();
      Await.until(Duration.ofSeconds(10), () -> heard.get() == wanted, "the signal is heard");
    }
  }
}
