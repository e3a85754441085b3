package io.facegate.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The repository checks itself: sizes, forbidden words, links, complete packages and dialects. */
class TidyTest {
  private static final Path APP = Path.of("").toAbsolutePath();
  private static final Path ROOT = APP.resolveSibling("pom.xml").getParent();
  private static final Path MAIN = APP.resolve("src/main/java");
  private static final Path TEST = APP.resolve("src/test/java");
  private static final int LINES_MAX = 400;
  private static final int COLUMNS_MAX = 100;
  private static final int METHOD_LINES_MAX = 70;
  /* Packages beside the dialects that several of them share. */
  private static final Set<String> SHARED_BY_DIALECTS = Set.of("aip");
  private static final Set<String> TOP_LEVEL =
      Set.of(
          "app", "native", "models", "device-config", "systemd", "README.md", "pom.xml", "Makefile",
          "CHANGELOG.md", "LICENSE");
  /* Assembled, so that this file does not contain them. */
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "\\b(TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b|@Dis" + "abled|Assum" + "ptions\\."
              + "|assum" + "eTrue|not impl" + "emented|System\\.ex" + "it\\(0\\); //");
  private static final Pattern METHOD_START =
      Pattern.compile("^ {2}(?! )[^=;/*@}]*\\([^;]*$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");

  @Test
  void filesAndLinesAreShort() {
    List<String> faults = new ArrayList<>();
    for (Path file : javaFiles(MAIN, TEST)) {
      List<String> lines = lines(file);
      if (lines.size() > LINES_MAX) {
        faults.add(name(file) + " has " + lines.size() + " lines");
      }
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).length() > COLUMNS_MAX && !lines.get(i).startsWith("import ")) {
          faults.add(name(file) + ":" + (i + 1) + " is wider than " + COLUMNS_MAX);
        }
      }
    }
    assertEquals(List.of(), faults);
  }

  @Test
  void methodsAreShort() {
    List<String> faults = new ArrayList<>();
    for (Path file : javaFiles(MAIN, TEST)) {
      List<String> lines = lines(file);
      int start = -1;
      for (int i = 0; i < lines.size(); i++) {
        if (METHOD_START.matcher(lines.get(i)).find()) {
          start = i;
        }
        if (start >= 0 && lines.get(i).equals("  }")) {
          if (i - start > METHOD_LINES_MAX) {
            faults.add(name(file) + ":" + (start + 1) + " is " + (i - start) + " lines long");
          }
          start = -1;
        }
      }
    }
    assertEquals(List.of(), faults);
  }

  @Test
  void nothingIsLeftUnfinishedOrSkipped() {
    List<String> faults = new ArrayList<>();
    for (Path file : javaFiles(MAIN, TEST)) {
      List<String> lines = lines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (FORBIDDEN.matcher(lines.get(i)).find()) {
          faults.add(name(file) + ":" + (i + 1) + " " + lines.get(i).strip());
        }
      }
    }
    assertEquals(List.of(), faults);
  }

  @Test
  void everyPackageIntroducesItself() {
    List<String> faults = new ArrayList<>();
    for (Path file : javaFiles(MAIN)) {
      Path info = file.resolveSibling("package-info.java");
      if (!Files.exists(info) || !read(info).contains("@NullMarked")) {
        faults.add(name(file.getParent()));
      }
    }
    assertEquals(List.of(), faults.stream().distinct().toList());
  }

  @Test
  void topLevelHoldsOnlyWhatTheDesignNames() throws IOException {
    try (Stream<Path> entries = Files.list(ROOT)) {
      List<String> strangers =
          entries
              .map(entry -> entry.getFileName().toString())
              .filter(entry -> !entry.startsWith(".") && !entry.equals("target"))
              .filter(entry -> !entry.matches("data(-master[.]key)?"))
              .filter(entry -> !TOP_LEVEL.contains(entry))
              .toList();
      assertEquals(List.of(), strangers);
    }
  }

  @Test
  void topLevelFoldersExplainThemselves() throws IOException {
    try (Stream<Path> entries = Files.list(ROOT)) {
      List<String> silent =
          entries
              .filter(Files::isDirectory)
              .filter(entry -> TOP_LEVEL.contains(entry.getFileName().toString()))
              .filter(entry -> !Files.exists(entry.resolve("README.md")))
              .map(TidyTest::name)
              .toList();
      assertEquals(List.of(), silent);
    }
  }

  @Test
  void linksInDocumentsLead() {
    List<String> faults = new ArrayList<>();
    for (Path document : files(ROOT, ".md")) {
      Matcher link = LINK.matcher(read(document));
      while (link.find()) {
        String target = link.group(1);
        if (!target.contains("://") && !target.startsWith("mailto:")
            && !Files.exists(document.resolveSibling(target))) {
          faults.add(name(document) + " -> " + target);
        }
      }
    }
    assertEquals(List.of(), faults);
  }

  @Test
  void everyDialectIsComplete() throws IOException {
    Path dialects = MAIN.resolve("io/facegate/dialect");
    Path registry =
        APP.resolve("src/main/resources/META-INF/services/io.facegate.dialect.Dialect");
    String services = Files.exists(registry) ? read(registry) : "";
    List<String> faults = new ArrayList<>();
    try (Stream<Path> folders = Files.list(dialects).filter(Files::isDirectory)) {
      for (Path folder : folders.toList()) {
        String id = folder.getFileName().toString();
        if (SHARED_BY_DIALECTS.contains(id)) {
          continue;
        }
        for (String part : List.of("Dialect", "Requests", "Answers", "Failures")) {
          if (named(folder, part).isEmpty()) {
            faults.add(id + " lacks its " + part);
          }
        }
        if (!Files.exists(folder.resolve("README.md"))) {
          faults.add(id + " lacks its README.md");
        }
        if (!services.contains("io.facegate.dialect." + id + ".")) {
          faults.add(id + " is not registered");
        }
        if (!Files.isDirectory(APP.resolve("src/test/resources/dialect/" + id))) {
          faults.add(id + " has no corpus");
        }
      }
    }
    assertEquals(List.of(), faults);
  }

  private static List<String> named(Path folder, String ending) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(entry -> entry.endsWith(ending + ".java"))
          .toList();
    }
  }

  private static List<Path> javaFiles(Path... roots) {
    List<Path> found = new ArrayList<>();
    for (Path root : roots) {
      found.addAll(files(root, ".java"));
    }
    return found;
  }

  private static List<Path> files(Path root, String ending) {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(file -> file.toString().endsWith(ending))
          .filter(file -> !file.toString().contains("/target/"))
          .filter(file -> !file.toString().contains("/.git/"))
          .sorted(Comparator.naturalOrder())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    return read(file).lines().toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path file) {
    return ROOT.relativize(file).toString();
  }
}
