package io.facegate.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts that fail are tried again at longer and longer intervals, by each process anew. */
class StartPausesTest {
  @TempDir private Path folder;

  @Test
  void pausesGrowAndBeginAnewAfterASuccess() {
    List<Long> growing = List.of(0L, 2L, 4L, 8L, 16L, 28L, 28L, 28L);
    assertEquals(growing, seconds(8));
    pauses().forget();
    assertEquals(growing.subList(0, 2), seconds(2));
    pauses().forget();
    pauses().forget();
    assertEquals(growing.subList(0, 1), seconds(1));
  }

  @Test
  void aCountThatCannotBeReadOrWrittenCountsAsMany() throws IOException {
    Files.writeString(folder.resolve("failed-starts"), "many");
    assertEquals(List.of(28L), seconds(1));
    Files.writeString(folder.resolve("failed-starts"), "-7");
    assertEquals(List.of(0L, 2L), seconds(2));
    Map<String, String> nowhere =
        Map.of("NOTIFY_SOCKET", "@manager", "RUNTIME_DIRECTORY", folder + "/absent");
    assertEquals(28, StartPauses.of(nowhere).afterFailure().toSeconds());
  }

  @Test
  void withoutAManagerThereAreNone() throws IOException {
    for (Map<String, String> environment :
        List.of(
            Map.<String, String>of(),
            Map.of("RUNTIME_DIRECTORY", folder.toString()),
            Map.of("NOTIFY_SOCKET", "@manager", "RUNTIME_DIRECTORY", " "),
            Map.of("NOTIFY_SOCKET", "@manager"))) {
      for (int start = 0; start < 3; start++) {
        assertEquals(0, StartPauses.of(environment).afterFailure().toSeconds());
      }
      StartPauses.of(environment).forget();
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(), files.toList());
    }
  }

  private StartPauses pauses() {
    return StartPauses.of(
        Map.of("NOTIFY_SOCKET", "@manager", "RUNTIME_DIRECTORY", folder + ":/elsewhere"));
  }

  private List<Long> seconds(int failures) {
    return LongStream.range(0, failures)
        .map(failure -> pauses().afterFailure().toSeconds())
        .boxed()
        .toList();
  }
}
