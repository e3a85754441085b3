package io.facegate.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFolderTest {
  @TempDir private Path temp;

  private void write(String name) throws IOException {
    Path file = temp.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "x");
  }

  @Test
  void picturesAreInOrderAndLinksAreNotFollowed() throws Exception {
    for (String name : List.of("in/b/1.PNG", "in/a.jpeg", "in/c.bmp", "in/B.jpg", "out/x.jpg")) {
      write(name);
    }
    write("in/notes.txt");
    Path in = temp.resolve("in");
    Files.createSymbolicLink(in.resolve("folder"), temp.resolve("out"));
    Files.createSymbolicLink(in.resolve("link.jpg"), temp.resolve("out/x.jpg"));
    Files.createSymbolicLink(in.resolve("loop"), in);
    Files.createDirectory(in.resolve("folder.jpg"));
    assertEquals(
        List.of("B.jpg", "a.jpeg", "b/1.PNG", "c.bmp"),
        PictureFolder.list(in).pictures().stream().map(Path::toString).toList());
  }

  @Test
  void theFolderItselfMayBeALink() throws Exception {
    write("in/a.jpg");
    Path link = Files.createSymbolicLink(temp.resolve("link"), temp.resolve("in"));
    assertEquals(List.of(Path.of("a.jpg")), PictureFolder.list(link).pictures());
  }

  @Test
  void whatHoldsNoPicturesIsRefused() throws IOException {
    write("in/notes.txt");
    Path in = temp.resolve("in");
    assertThrows(ReportRefusedException.class, () -> PictureFolder.list(in));
    assertThrows(IOException.class, () -> PictureFolder.list(in.resolve("notes.txt")));
    assertThrows(IOException.class, () -> PictureFolder.list(in.resolve("none")));
  }
}
