package io.facegate.inference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The machine and the program that a remembered crash holds for.
 *
 * @param name changes with the program's version, the kernel and the processor
 * @param boot differs each time the machine has started; empty where it does not tell
 * @param clock for when an engine that was put aside is tried again
 * @param probation after which an engine that serves without a crash has proved itself
 */
record Box(String name, String boot, InstantSource clock, Duration probation) {
  private static final Duration USUAL_PROBATION = Duration.ofMinutes(10);
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  /** This one. */
  static Box present() {
    String version = Box.class.getPackage().getImplementationVersion();
    String name =
        "facegate %s, kernel %s, %s"
            .formatted(
                version == null ? "not packaged" : version,
                System.getProperty("os.version"),
                Processor.NAME);
    return new Box(name, startOfMachine(), InstantSource.system(), USUAL_PROBATION);
  }

  private static String startOfMachine() {
    try {
      return Files.readString(BOOT).strip();
    } catch (IOException elsewhere) {
      return "";
    }
  }
}
