package io.facegate.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.testing.Await;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class WatchedInputTest {
  @Test
  void passesOnWhatComes() throws IOException {
    WatchedInput input = new WatchedInput(new ByteArrayInputStream(new byte[] {1, 2, 3}));
    assertNull(input.reader());
    assertEquals(1, input.read());
    assertEquals(2, input.readNBytes(5).length);
    assertEquals(Thread.currentThread(), input.reader());
  }

  @Test
  void wakesUpWhoWaits() throws InterruptedException {
    WatchedInput input = new WatchedInput(new Endless());
    Thread reading = Thread.startVirtualThread(() -> assertThrows(IOException.class, input::read));
    Await.until(Duration.ofSeconds(10), () -> input.reader() != null, "a reader");
    input.abandon();
    assertTrue(reading.join(Duration.ofSeconds(10)));
  }

  @Test
  void refusesWhoComesTooLate() {
    WatchedInput input = new WatchedInput(new Endless());
    input.abandon();
    assertThrows(IOException.class, input::read);
    assertThrows(IOException.class, () -> input.readNBytes(3));
  }

  /** Nothing ever comes. */
  private static final class Endless extends InputStream {
    private final CountDownLatch never = new CountDownLatch(1);

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return read();
    }

    @Override
    public int read() throws IOException {
      try {
        never.await();
        return -1;
      } catch (InterruptedException woken) {
        throw new InterruptedIOException();
      }
    }
  }
}
