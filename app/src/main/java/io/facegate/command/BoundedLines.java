package io.facegate.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The lines of a text file, none of which may be longer than a bound. */
final class BoundedLines implements AutoCloseable {
  private final Path file;
  private final int charsMax;
  private final Reader in;
  private int number;

  private BoundedLines(Path file, int charsMax, BufferedReader in) {
    this.file = file;
    this.charsMax = charsMax;
    this.in = in;
  }

  static BoundedLines of(Path file, int charsMax) throws IOException {
    return new BoundedLines(file, charsMax, Files.newBufferedReader(file));
  }

  /** How many lines were read. */
  int number() {
    return number;
  }

  /**
   * The next line without its end; null after the last.
   *
   * @throws IOException when it is too long, or not UTF-8; nothing can be read from then on
   */
  @Nullable String next() throws IOException {
    StringBuilder line = new StringBuilder();
    int read = read();
    if (read < 0) {
      return null;
    }
    number++;
    for (; read >= 0 && read != '\n'; read = read()) {
      if (line.length() == charsMax) {
        throw new IOException(
            "line %d of %s is longer than %d characters".formatted(number, file, charsMax));
      }
      line.append((char) read);
    }
    int end = line.length() - 1;
    if (end >= 0 && line.charAt(end) == '\r') {
      line.setLength(end);
    }
    return line.toString();
  }

  private int read() throws IOException {
    try {
      return in.read();
    } catch (CharacterCodingException wrong) {
      throw new IOException("%s is not in UTF-8 after line %d".formatted(file, number), wrong);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
