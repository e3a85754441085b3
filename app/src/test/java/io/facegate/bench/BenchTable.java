package io.facegate.bench;

import java.util.Formatter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Figures by name, a column for each pack; what a pack does not tell is a dash. */
final class BenchTable {
  private final String title;
  private final Set<String> columns = new LinkedHashSet<>();
  private final Map<String, Map<String, String>> rows = new LinkedHashMap<>();

  BenchTable(String title) {
    this.title = title;
  }

  /** Puts a figure into its place. */
  void put(String row, String column, String format, Object... figures) {
    columns.add(column);
    rows.computeIfAbsent(row, name -> new LinkedHashMap<>())
        .put(column, new Formatter(Locale.ROOT).format(format, figures.clone()).toString());
  }

  /** The figures of a pack; for tests. */
  String at(String row, String column) {
    return rows.getOrDefault(row, Map.of()).getOrDefault(column, "-");
  }

  /** Prints it, unless it is empty. */
  void print() {
    if (rows.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%n%-62s", title));
    columns.forEach(column -> text.append(String.format(Locale.ROOT, " %24s", column)));
    for (String row : rows.keySet()) {
      text.append(String.format(Locale.ROOT, "%n  %-60s", row));
      columns.forEach(
          column -> text.append(String.format(Locale.ROOT, " %24s", at(row, column))));
    }
    System.out.println(text);
  }
}
