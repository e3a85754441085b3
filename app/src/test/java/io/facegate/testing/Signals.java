package io.facegate.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;

/** Holds processes and lets them go on. */
public final class Signals {
  private Signals() {}

  /** A process that is there, and does nothing. */
  public static void hold(long pid) throws IOException, InterruptedException {
    send(pid, "STOP");
  }

  /** Lets a held process go on. */
  public static void release(long pid) throws IOException, InterruptedException {
    send(pid, "CONT");
  }

  private static void send(long pid, String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
    assertEquals(0, kill.waitFor(), "kill -" + name);
  }
}
