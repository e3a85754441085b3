package io.facegate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Labels of pictures: a first line of column names, then a row a face; a value that is not known is
 * empty or its column absent. Paths are relative to the file; no value holds a comma.
 */
record LabelFile(Path file, List<Row> rows) {

  /** One face's labels by column. */
  record Row(int line, Map<String, String> values) {
    Optional<String> text(String column) {
      return Optional.ofNullable(values.get(column)).filter(value -> !value.isEmpty());
    }

    Optional<Double> number(String column) {
      return text(column).map(Double::parseDouble);
    }
  }

  /** Reads a file. */
  static LabelFile read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    String[] names = lines.getFirst().toLowerCase(Locale.ROOT).split(",", -1);
    List<Row> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      String[] cells = lines.get(i).split(",", -1);
      if (!lines.get(i).isBlank()) {
        if (cells.length != names.length) {
          throw new IOException(
              "%s line %d has %d values, not %d"
                  .formatted(file, i + 1, cells.length, names.length));
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int j = 0; j < names.length; j++) {
          values.put(names[j].strip(), cells[j].strip());
        }
        rows.add(new Row(i + 1, values));
      }
    }
    return new LabelFile(file, rows);
  }

  /** The picture of a row. */
  byte[] picture(Row row) {
    return BenchAnalyzer.bytes(file.resolveSibling(row.text("image").orElseThrow()));
  }
}
