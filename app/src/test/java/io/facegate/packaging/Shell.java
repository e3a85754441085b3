package io.facegate.packaging;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs what an operator would type. */
final class Shell {
  private static final int PATIENCE_MINUTES = 4;
  private static final File NOBODY_TYPES = new File("/dev/null");

  private Shell() {}

  /** Runs a command, fails with what it said unless it succeeds, and returns that. */
  static String run(String... words) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectInput(NOBODY_TYPES)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new AssertionError(List.of(words) + " failed:\n" + said);
    }
    return said.strip();
  }
}
