package io.facegate.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.testing.ChildJava;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of all shapes, in turn, find memory within what the program gives itself. */
class AllSizesIT {
  private static final Path LAUNCHER = Path.of("src/main/bin/facegate");
  private static final Pattern DIRECT = Pattern.compile("-XX:MaxDirectMemorySize=\\w+");
  private static final int THREADS = 8;

  @TempDir private Path folder;

  @Test
  void everySizeServesManyThreads() throws Exception {
    Matcher direct = DIRECT.matcher(Files.readString(LAUNCHER));
    assertTrue(direct.find());
    Path said = folder.resolve("said");
    List<String> command = ChildJava.command(folder);
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Xmx320m",
            direct.group(),
            "-cp",
            ChildJava.classPath(),
            AllSizes.class.getName(),
            Integer.toString(THREADS)));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      assertTrue(process.waitFor(5, TimeUnit.MINUTES), "the process ends");
      List<String> lines = Files.readAllLines(said);
      assertEquals(0, process.exitValue(), () -> String.join("\n", lines));
      assertEquals("all sizes", lines.getLast());
    } finally {
      process.destroyForcibly();
    }
  }
}
