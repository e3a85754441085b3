package io.facegate.command;

import io.facegate.report.CsvLine;
import io.facegate.report.ReportRefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which photo is whose: by folders, {@code GROUP/PERSON/*.jpg} or {@code PERSON/*.jpg}, or by a
 * table, {@code group,person,file,info}. Links are not followed, and no file lies outside.
 *
 * <p>An id has up to 48 letters, digits and underscores, as the APIs demand; who has another name
 * gets an id made from it, the same each time, and the name as info.
 */
final class PhotoRows {
  private static final Pattern ID = Pattern.compile("[0-9A-Za-z_]{1,48}");
  private static final Pattern PICTURE = Pattern.compile(".*\\.(jpe?g|png|bmp)");
  private static final int ROWS_MAX = 1_000_000;
  private static final int ID_BYTES = 12;

  private final Path root;
  private final @Nullable String group;
  private final List<PhotoRow> rows = new ArrayList<>();

  private PhotoRows(Path root, @Nullable String group) {
    this.root = root;
    this.group = group;
  }

  /**
   * The photos of a folder, sorted.
   *
   * @param group of all of them; null when the folders name it
   */
  static List<PhotoRow> ofFolder(Path folder, @Nullable String group) throws IOException {
    PhotoRows found = new PhotoRows(folder, group);
    if (group != null) {
      found.persons(folder, group);
    } else {
      for (Path one : folders(folder)) {
        found.persons(one, name(one));
      }
    }
    return List.copyOf(found.rows);
  }

  private void persons(Path folder, String groupName) throws IOException {
    for (Path person : folders(folder)) {
      for (Path file : list(person)) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
            && PICTURE.matcher(name(file).toLowerCase(Locale.ROOT)).matches()) {
          add(file, root.relativize(file).toString(), groupName, name(person), "");
        }
      }
    }
  }

  private static List<Path> folders(Path folder) throws IOException {
    return list(folder).stream()
        .filter(one -> Files.isDirectory(one, LinkOption.NOFOLLOW_LINKS))
        .toList();
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /** The photos of a table, whose files lie beside or below it. */
  static List<PhotoRow> ofTable(Path table, @Nullable String group) throws IOException {
    Path absolute = table.toAbsolutePath().getParent();
    PhotoRows found = new PhotoRows(absolute == null ? Path.of(".") : absolute, group);
    int number = 0;
    for (String line : Files.readAllLines(table, StandardCharsets.UTF_8)) {
      number++;
      boolean header = number == 1 && line.toLowerCase(Locale.ROOT).startsWith("group,person");
      if (!header && !line.isBlank()) {
        found.row(line, "line " + number);
      }
    }
    return List.copyOf(found.rows);
  }

  private void row(String line, String where) {
    List<String> cells;
    try {
      cells = CsvLine.cells(line);
    } catch (ReportRefusedException wrong) {
      refuse(where, String.valueOf(wrong.getMessage()));
      return;
    }
    if (cells.size() < 3 || cells.size() > 4) {
      refuse(where, "not group,person,file,info");
      return;
    }
    Path file = root.resolve(cells.get(2)).normalize();
    if (!file.startsWith(root.normalize()) || !isInside(file)) {
      refuse(cells.get(2), "no file beside or below the table");
      return;
    }
    String groupName = cells.getFirst().isEmpty() && group != null ? group : cells.getFirst();
    add(file, cells.get(2), groupName, cells.get(1), cells.size() == 4 ? cells.get(3) : "");
  }

  private boolean isInside(Path file) {
    try {
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          && file.toRealPath().startsWith(root.toRealPath());
    } catch (IOException absent) {
      return false;
    }
  }

  private void refuse(String where, String problem) {
    rows.add(new PhotoRow(root, where, "", "", "", problem));
  }

  private void add(Path file, String name, String groupName, String person, String info) {
    if (rows.size() >= ROWS_MAX) {
      throw new IllegalArgumentException("more than %d photos".formatted(ROWS_MAX));
    }
    if (!ID.matcher(groupName).matches()) {
      refuse(name, "a group has up to 48 letters, digits and underscores");
      return;
    }
    boolean plain = ID.matcher(person).matches();
    rows.add(
        new PhotoRow(
            file,
            name,
            groupName,
            plain ? person : idOf(person),
            info.isEmpty() && !plain ? person : info,
            ""));
  }

  private static String idOf(String name) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return "p_" + HexFormat.of().formatHex(digest, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
