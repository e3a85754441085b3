package io.facegate.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A list of pairs of pictures: a row {@code same,image_a,image_b} each, where same is 1 or 0.
 * A first row of these three words, and empty lines, are skipped.
 *
 * <p>Paths are taken from the folder of the file. The file is the operator's own and is read with
 * his rights, so a path may lead out of the folder or be absolute; nothing of a picture but
 * whether a face was found in it, and figures over all pairs, is ever printed.
 */
public final class PairFile {
  private static final long BYTES_MAX = 128L << 20;
  private static final int PROBLEMS_MAX = 1000;
  private static final int PAIRS_MAX = 1_000_000;
  /* Each keeps an embedding of at most 2 KiB until the end. */
  private static final int PICTURES_MAX = 50_000;

  private final Path file;
  private final List<Pair> pairs = new ArrayList<>();
  private final Map<Path, Picture> pictures = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  /* A path that stands in many rows is kept once. */
  private record Picture(Path path, int line) {}

  private PairFile(Path file) {
    this.file = file;
  }

  /**
   * Reads a file, and looks whether all its pictures are there.
   *
   * @throws ReportRefusedException with every row that is wrong, by its line
   * @throws IOException when the file cannot be read
   */
  public static PairFile read(Path file) throws IOException, ReportRefusedException {
    PairFile pairs = new PairFile(file);
    if (!Files.isRegularFile(file)) {
      throw new IOException("%s is no file".formatted(file));
    }
    if (Files.size(file) > BYTES_MAX) {
      throw new ReportRefusedException("%s has more than %d bytes".formatted(file, BYTES_MAX));
    }
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      pairs.rows(lines);
    } catch (CharacterCodingException notText) {
      throw new ReportRefusedException("%s is not written in UTF-8".formatted(file));
    }
    return pairs;
  }

  private void rows(BufferedReader lines) throws IOException, ReportRefusedException {
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      String text = number == 1 ? line.replaceFirst("^\\uFEFF", "") : line;
      if (!text.isBlank() && !(number == 1 && isHeader(text))) {
        row(number, text);
      }
      if (pairs.size() > PAIRS_MAX || pictures.size() > PICTURES_MAX) {
        throw new ReportRefusedException(
            "%s holds more than %d pairs or %d pictures"
                .formatted(file, PAIRS_MAX, PICTURES_MAX));
      }
    }
    if (!problems.isEmpty()) {
      throw ReportRefusedException.of("%s has wrong rows".formatted(file), problems);
    }
    if (pairs.isEmpty()) {
      throw new ReportRefusedException("%s holds no pairs".formatted(file));
    }
  }

  private static boolean isHeader(String line) {
    return line.strip().toLowerCase(Locale.ROOT).replace("\"", "").startsWith("same");
  }

  private void row(int number, String line) {
    List<String> cells;
    try {
      cells = CsvLine.cells(line);
    } catch (ReportRefusedException wrong) {
      problem(number, String.valueOf(wrong.getMessage()));
      return;
    }
    if (cells.size() != 3) {
      problem(number, "has %d values, not same,image_a,image_b".formatted(cells.size()));
      return;
    }
    if (!cells.getFirst().equals("0") && !cells.getFirst().equals("1")) {
      problem(number, "starts with \"%s\"; same is 1 or 0".formatted(cells.getFirst()));
      return;
    }
    Optional<Path> first = picture(number, cells.get(1));
    Optional<Path> second = picture(number, cells.get(2));
    if (first.isPresent() && second.isPresent()) {
      pairs.add(
          new Pair(number, cells.getFirst().equals("1"), first.get(), second.get()));
    }
  }

  private Optional<Path> picture(int number, String name) {
    Path picture;
    try {
      picture = Path.of(name).normalize();
    } catch (InvalidPathException e) {
      problem(number, "\"%s\" is no path".formatted(name));
      return Optional.empty();
    }
    Picture known = pictures.get(picture);
    if (known == null) {
      if (name.isEmpty() || !Files.isRegularFile(place(picture))) {
        problem(number, "there is no picture %s".formatted(name.isEmpty() ? "named" : name));
        return Optional.empty();
      }
      known = new Picture(picture, number);
      pictures.put(picture, known);
    }
    return Optional.of(known.path());
  }

  private void problem(int number, String what) {
    if (problems.size() < PROBLEMS_MAX) {
      problems.add("line %d: %s".formatted(number, Shown.text(what)));
    }
  }

  /** The pairs, in order. */
  List<Pair> pairs() {
    return pairs;
  }

  /** The pictures, each once, as the file names them. */
  Set<Path> pictures() {
    return pictures.keySet();
  }

  /** The line of the first pair in which a picture stands, from 1. */
  int line(Path picture) {
    return Objects.requireNonNull(pictures.get(picture)).line();
  }

  /** Where a picture lies. */
  Path place(Path picture) {
    return file.toAbsolutePath().resolveSibling(picture);
  }
}
