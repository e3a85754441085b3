package io.facegate.command;

import java.util.ArrayList;
import java.util.List;

/** Lines of cells, each column as wide as its widest cell; a Chinese character takes two places. */
final class Table {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  /** A table with a line of headings. */
  Table(String... headings) {
    rows.add(List.of(headings));
  }

  /** Adds a line. */
  void row(String... cells) {
    rows.add(List.of(cells));
  }

  /** The lines, without blanks at their ends. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        String cell = row.get(column);
        line.append(cell);
        if (column < row.size() - 1) {
          line.append(" ".repeat(width(column) - places(cell))).append(GAP);
        }
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private int width(int column) {
    return rows.stream()
        .filter(row -> column < row.size())
        .mapToInt(row -> places(row.get(column)))
        .max()
        .orElse(0);
  }

  /** How many places a text takes on a terminal (Unicode, annex 11: East Asian width). */
  static int places(String text) {
    return text.codePoints().map(character -> isWide(character) ? 2 : 1).sum();
  }

  private static boolean isWide(int character) {
    return Character.isIdeographic(character)
        || (character >= 0x3000 && character <= 0x30ff)
        || (character >= 0xac00 && character <= 0xd7a3)
        || (character >= 0xff01 && character <= 0xff60);
  }
}
