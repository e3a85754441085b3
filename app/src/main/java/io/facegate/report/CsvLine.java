package io.facegate.report;

import java.util.ArrayList;
import java.util.List;

/** A line of comma-separated values (RFC 4180, but a value ends with its line). */
public final class CsvLine {
  private final String line;
  private final List<String> cells = new ArrayList<>();
  private int at;

  private CsvLine(String line) {
    this.line = line;
  }

  /**
   * The values, without blanks around them.
   *
   * @throws ReportRefusedException when quotation marks do not pair up
   */
  public static List<String> cells(String line) throws ReportRefusedException {
    CsvLine reader = new CsvLine(line);
    reader.read();
    return reader.cells;
  }

  private void read() throws ReportRefusedException {
    boolean more = true;
    while (more) {
      skipBlanks();
      cells.add(at < line.length() && line.charAt(at) == '"' ? quoted() : plain());
      more = at < line.length();
      at++;
    }
  }

  private void skipBlanks() {
    while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
      at++;
    }
  }

  private String plain() {
    int comma = line.indexOf(',', at);
    int end = comma < 0 ? line.length() : comma;
    String cell = line.substring(at, end).strip();
    at = end;
    return cell;
  }

  private String quoted() throws ReportRefusedException {
    StringBuilder cell = new StringBuilder();
    int from = at + 1;
    while (true) {
      int mark = line.indexOf('"', from);
      if (mark < 0) {
        throw new ReportRefusedException("a quotation mark is never closed");
      }
      cell.append(line, from, mark);
      at = mark + 1;
      if (at == line.length() || line.charAt(at) != '"') {
        break;
      }
      cell.append('"');
      from = at + 1;
    }
    skipBlanks();
    if (at < line.length() && line.charAt(at) != ',') {
      throw new ReportRefusedException("something follows a closing quotation mark");
    }
    return cell.toString();
  }
}
