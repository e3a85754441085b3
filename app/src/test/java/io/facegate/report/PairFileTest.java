package io.facegate.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairFileTest {
  @TempDir private Path folder;

  @BeforeEach
  void pictures() throws IOException {
    Files.createDirectories(folder.resolve("list"));
    for (String name : List.of("a.jpg", "list/b.jpg", "list/Smith, \"Jo\".jpg")) {
      Files.write(folder.resolve(name), new byte[] {1});
    }
  }

  private PairFile read(String text) throws Exception {
    return PairFile.read(
        Files.write(folder.resolve("list/pairs.csv"), text.getBytes(StandardCharsets.UTF_8)));
  }

  private List<String> refused(String text) {
    return assertThrows(ReportRefusedException.class, () -> read(text))
        .getMessage()
        .lines()
        .map(String::strip)
        .toList();
  }

  @Test
  void rowsAreReadFromTheFolderOfTheFile() throws Exception {
    PairFile file =
        read(
            """
            \uFEFFsame,image_a,image_b\r
            1,b.jpg,../a.jpg\r
            \r
            0, "Smith, ""Jo"".jpg" ,./b.jpg
            """);
    Path b = Path.of("b.jpg");
    assertEquals(
        List.of(
            new Pair(2, true, b, Path.of("../a.jpg")),
            new Pair(4, false, Path.of("Smith, \"Jo\".jpg"), b)),
        file.pairs());
    assertEquals(Set.of(b, Path.of("../a.jpg"), Path.of("Smith, \"Jo\".jpg")), file.pictures());
    assertEquals(2, file.line(b));
    assertTrue(Files.isSameFile(folder.resolve("a.jpg"), file.place(Path.of("../a.jpg"))));
  }

  @Test
  void theHeaderIsOptionalAndPathsMayBeAbsolute() throws Exception {
    Path absolute = folder.resolve("a.jpg").toAbsolutePath();
    PairFile file = read("1,b.jpg," + absolute + "\n");
    assertEquals(absolute, file.place(file.pairs().getFirst().second()));
  }

  @Test
  void everyWrongRowIsNamedByItsLine() {
    List<String> said =
        refused(
            """
            same,image_a,image_b
            2,b.jpg,b.jpg
            1,b.jpg
            1,b.jpg,none.jpg
            0,,b.jpg
            1,"b.jpg,b.jpg
            1,"b.jpg"x,b.jpg
            same,image_a,image_b
            1,b.jpg,\0
            1,b.jpg,.
            """);
    assertEquals(
        List.of(
            "line 2: starts with \"2\"; same is 1 or 0",
            "line 3: has 2 values, not same,image_a,image_b",
            "line 4: there is no picture none.jpg",
            "line 5: there is no picture named",
            "line 6: a quotation mark is never closed",
            "line 7: something follows a closing quotation mark",
            "line 8: starts with \"same\"; same is 1 or 0",
            "line 9: \"?\" is no path",
            "line 10: there is no picture ."),
        said.subList(1, said.size()));
  }

  @Test
  void aScreenfulOfWrongRowsIsEnough() {
    List<String> said = refused("x,y,z\n".repeat(1000));
    assertEquals(22, said.size());
    assertEquals("and 980 more", said.getLast());
  }

  @Test
  void whatIsNoListIsRefused() throws IOException {
    assertTrue(refused("").getFirst().endsWith("holds no pairs"));
    assertTrue(refused("same,image_a,image_b\n").getFirst().endsWith("holds no pairs"));
    Path latin = Files.write(folder.resolve("latin.csv"), new byte[] {'1', ',', (byte) 0xE9});
    assertThrows(ReportRefusedException.class, () -> PairFile.read(latin));
    assertThrows(IOException.class, () -> PairFile.read(folder));
    assertThrows(IOException.class, () -> PairFile.read(folder.resolve("none.csv")));
  }
}
