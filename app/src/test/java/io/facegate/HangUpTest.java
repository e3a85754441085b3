package io.facegate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HangUpTest {
  /* In a process of its own: where the tests run under nohup, theirs never hears the signal. */
  @Test
  void theSignalIsHeardAgainAndAgain() throws Exception {
    Process process =
        new ProcessBuilder(
                "env",
                "--default-signal=HUP",
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                Listener.class.getName())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      assertEquals("listening", lines.readLine());
      for (int times = 1; times <= 2; times++) {
        new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start().waitFor();
        assertEquals("heard", lines.readLine());
      }
      assertTrue(process.waitFor(10, TimeUnit.SECONDS));
      assertEquals(0, process.exitValue());
    } finally {
      process.destroyForcibly();
    }
  }

  /** Says when it listens, and twice that it heard; gives up in time. */
  static final class Listener {
    private static final int SIGNALS = 2;
    private static final int SECONDS_MAX = 20;

    private Listener() {}

    /** Listens. */
    public static void main(String[] arguments) throws InterruptedException {
      Semaphore heard = new Semaphore(0);
      System.out.println(HangUp.runs(heard::release) ? "listening" : "deaf");
      for (int i = 0; i < SIGNALS; i++) {
        System.out.println(heard.tryAcquire(SECONDS_MAX, TimeUnit.SECONDS) ? "heard" : "nothing");
      }
    }
  }
}
