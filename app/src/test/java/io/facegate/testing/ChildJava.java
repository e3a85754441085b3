package io.facegate.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Java processes that tests start, and often kill: what libraries unpack in them lies in the folder
 * of the test, and goes with it.
 */
public final class ChildJava {
  private static final String OPTIONS = "JAVA_TOOL_OPTIONS";

  private ChildJava() {}

  /** The runtime of this test, to be followed by flags, class and arguments. */
  public static List<String> command(Path folder) throws IOException {
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), flag(folder)));
  }

  /** The class path of this test, which the test runner may hide behind a jar of its own. */
  public static String classPath() {
    String full = System.getProperty("surefire.test.class.path");
    return full != null ? full : System.getProperty("java.class.path") + File.pathSeparator;
  }

  /** Lets what a script starts unpack there. The runtime says so in its first line. */
  public static void unpackIn(Path folder, ProcessBuilder process) throws IOException {
    process.environment().put(OPTIONS, flag(folder));
  }

  /** What such a process printed, without that line. */
  public static String said(String output) {
    return output
        .lines()
        .filter(line -> !line.startsWith("Picked up " + OPTIONS))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static String flag(Path folder) throws IOException {
    Path unpacked = Files.createDirectories(folder.toAbsolutePath().resolve("unpacked"));
    return "-Djava.io.tmpdir=" + unpacked;
  }
}
