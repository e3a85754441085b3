package io.facegate.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.face.Image;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LatestFrameTest {
  private static Frame frame() {
    return new Frame(new Image(1, 1, new byte[3]), Instant.EPOCH);
  }

  @Test
  void aNewerFrameReplacesAnOlderOne() throws InterruptedException {
    LatestFrame latest = new LatestFrame();
    Frame second = frame();
    assertFalse(latest.put(frame()));
    assertTrue(latest.put(second));
    assertSame(second, latest.take(Duration.ofSeconds(1)).orElseThrow());
    assertEquals(Optional.empty(), latest.take(Duration.ofMillis(1)));
  }

  @Test
  void takingWaitsForAFrame() throws InterruptedException {
    LatestFrame latest = new LatestFrame();
    Thread putter = Thread.ofVirtual().start(() -> latest.put(frame()));
    assertTrue(latest.take(Duration.ofSeconds(10)).isPresent());
    putter.join();
  }

  @Test
  void aPatientPutWaitsForTheFrameBefore() throws InterruptedException {
    LatestFrame latest = new LatestFrame();
    Frame second = frame();
    latest.put(frame());
    Thread putter =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    latest.putWhenTaken(second);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    assertTrue(latest.take(Duration.ofSeconds(10)).isPresent());
    assertSame(second, latest.take(Duration.ofSeconds(10)).orElseThrow());
    putter.join();
  }
}
