package io.facegate.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedLinesTest {
  @TempDir Path folder;

  private List<String> lines(byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("a.jsonl"), content);
    List<String> read = new ArrayList<>();
    try (BoundedLines lines = BoundedLines.of(file, 5)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        read.add(line);
        assertEquals(read.size(), lines.number());
      }
    }
    return read;
  }

  private List<String> lines(String content) throws IOException {
    return lines(content.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void linesEndAsTheyDoOnAnySystem() throws IOException {
    assertEquals(List.of(), lines(""));
    assertEquals(List.of("", "12345", "\u4eba", "x"), lines("\n12345\n\u4eba\r\nx"));
    assertEquals(List.of("1234"), lines("1234\r\n"));
  }

  @Test
  void oneThatIsTooLongOrNoTextEndsTheReading() {
    IOException tooLong = assertThrows(IOException.class, () -> lines("1\n123456"));
    assertTrue(tooLong.getMessage().contains("line 2 of "), tooLong.getMessage());
    assertTrue(tooLong.getMessage().contains("longer than 5"), tooLong.getMessage());
    IOException wrong = assertThrows(IOException.class, () -> lines(new byte[] {'1', -1}));
    assertTrue(wrong.getMessage().contains("not in UTF-8"), wrong.getMessage());
  }
}
