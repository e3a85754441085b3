package io.facegate.inference.openvino;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An engine that ends its process with a signal, the stub, is left for the next at last. */
@ExtendWith(WithStub.class)
class EngineCrashIT {
  @TempDir private Path folder;

  @Test
  void theThirdStartServesByTheNextEngineWhereverTheCrashIs() throws Exception {
    for (String when : List.of("opening", "serving", "later")) {
      Files.deleteIfExists(folder.resolve("engines"));
      for (int start = 1; start <= 2; start++) {
        assertNotEquals(0, ended(when), when + ", start " + start + ": " + said());
      }
      assertEquals(0, ended(when), when + ": " + said());
      assertTrue(
          said().contains("passed true, runs 0 models; put aside for stub@"), when + ": " + said());
    }
  }

  private int ended(String when) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+SuppressFatalErrorMessage",
                "-Xmx128m",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                CrashingService.class.getName(),
                folder.toString(),
                when)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile())
            .start();
    try {
      assertTrue(process.waitFor(2, TimeUnit.MINUTES), "the process ends");
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private String said() throws Exception {
    return Files.readString(folder.resolve("said"));
  }
}
