package io.facegate.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the reports end: 1 when one cannot be made, 2 for wrong rows, 64 for wrong words. */
class ReportCommandsTest {
  @TempDir private Path folder;

  /* With models named, no configuration of the machine plays a part. */
  private int run(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--models", folder.toString()));
    return Said.in(Map.of(), all.toArray(String[]::new)).status();
  }

  @Test
  void wrongWordsEndWith64() {
    assertEquals(64, run("accuracy"));
    assertEquals(64, run("accuracy", "--yaml", "pairs.csv"));
    assertEquals(64, run("inspect", folder.toString()));
    assertEquals(64, run("inspect", folder.toString(), "-o"));
    assertEquals(64, run("pad-report", folder.toString(), "--threshold", "high"));
  }

  @Test
  void wrongRowsEndWithTwo() throws IOException {
    Path wrong = Files.writeString(folder.resolve("pairs.csv"), "2,a.jpg,b.jpg\n");
    assertEquals(2, run("accuracy", wrong.toString()));
    assertEquals(2, run("inspect", folder.toString(), "-o", "sheet.html"));
    assertEquals(2, run("pad-report", folder.toString()));
  }

  @Test
  void whatCannotBeReadEndsWithOne() throws IOException {
    assertEquals(1, run("accuracy", folder.resolve("none.csv").toString()));
    assertEquals(1, run("inspect", folder.resolve("none").toString(), "-o", "sheet.html"));
    Files.writeString(folder.resolve("a.jpg"), "x");
    Path pairs = Files.writeString(folder.resolve("pairs.csv"), "1,a.jpg,a.jpg\n");
    assertEquals(1, run("accuracy", pairs.toString()));
  }
}
