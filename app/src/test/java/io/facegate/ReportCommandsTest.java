package io.facegate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The status with which the reports end: 1 when one cannot be made, 2 for wrong words or rows. */
class ReportCommandsTest {
  @TempDir private Path folder;

  /* With models named, no configuration of the machine plays a part. */
  private int run(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--models", folder.toString()));
    return new ReportCommands(Map.of()).run(all);
  }

  @Test
  void wrongWordsAndRowsEndWithTwo() throws IOException {
    Path wrong = Files.writeString(folder.resolve("pairs.csv"), "2,a.jpg,b.jpg\n");
    assertEquals(2, run("accuracy"));
    assertEquals(2, run("accuracy", "--yaml", "pairs.csv"));
    assertEquals(2, run("accuracy", wrong.toString()));
    assertEquals(2, run("inspect", folder.toString()));
    assertEquals(2, run("inspect", folder.toString(), "-o"));
    assertEquals(2, run("inspect", folder.toString(), "-o", "sheet.html"));
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
