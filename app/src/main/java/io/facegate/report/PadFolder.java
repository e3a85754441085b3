package io.facegate.report;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Presentations to a liveness check, by name: {@code bona-fide/**} are of living people, {@code
 * attack/KIND/**} of attacks of one kind each. Pictures and MP4 count. Links are not followed,
 * except that the folder itself may be one.
 *
 * @param root the folder without links on the way
 * @param samples in order
 * @param kinds of attacks, sorted
 */
public record PadFolder(Path root, List<Sample> samples, List<String> kinds) {
  private static final Pattern TAKEN = Pattern.compile(".*\\.(jpe?g|png|bmp|mp4)");
  private static final String BONA_FIDE = "bona-fide";
  private static final String ATTACK = "attack";
  private static final int DEPTH_MAX = 16;
  private static final int ENTRIES_MAX = 200_000;

  /** Copies the lists. */
  public PadFolder {
    samples = List.copyOf(samples);
    kinds = List.copyOf(kinds);
  }

  /**
   * One presentation.
   *
   * @param file relative to the folder
   * @param kind of attack; empty for a living person
   */
  record Sample(Path file, String kind) {
    boolean isAttack() {
      return !kind.isEmpty();
    }

    boolean isVideo() {
      return file.toString().toLowerCase(Locale.ROOT).endsWith(".mp4");
    }
  }

  /**
   * Lists a folder.
   *
   * @throws ReportRefusedException when it is not laid out like this, or holds too much
   * @throws IOException when a folder cannot be read
   */
  public static PadFolder list(Path folder) throws IOException, ReportRefusedException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("%s is no folder".formatted(folder));
    }
    Path root = folder.toRealPath();
    Visitor visitor = new Visitor(root);
    Files.walkFileTree(root, Set.of(), DEPTH_MAX, visitor);
    if (visitor.entries > ENTRIES_MAX) {
      throw new ReportRefusedException(
          "%s holds more than %d files".formatted(folder, ENTRIES_MAX));
    }
    if (!visitor.stray.isEmpty()) {
      throw ReportRefusedException.of(
          "pictures belong into bona-fide/ or attack/KIND/:", visitor.stray);
    }
    List<Sample> samples = visitor.found;
    Set<String> kinds = new TreeSet<>();
    samples.stream().filter(Sample::isAttack).forEach(sample -> kinds.add(sample.kind()));
    if (kinds.isEmpty() || samples.stream().allMatch(Sample::isAttack)) {
      throw new ReportRefusedException(
          "%s needs pictures or mp4 both in bona-fide/ and in attack/KIND/".formatted(folder));
    }
    samples.sort(Comparator.comparing(sample -> sample.file().toString()));
    return new PadFolder(root, samples, List.copyOf(kinds));
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {
    private final Path root;
    private final List<Sample> found = new ArrayList<>();
    private final List<String> stray = new ArrayList<>();
    private int entries;

    Visitor(Path root) {
      this.root = root;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
      if (attributes.isRegularFile() && TAKEN.matcher(name).matches()) {
        sort(root.relativize(file));
      }
      entries++;
      return entries > ENTRIES_MAX ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    private void sort(Path file) {
      String top = file.getName(0).toString();
      if (top.equals(BONA_FIDE) && file.getNameCount() > 1) {
        found.add(new Sample(file, ""));
      } else if (top.equals(ATTACK) && file.getNameCount() > 2) {
        found.add(new Sample(file, file.getName(1).toString()));
      } else {
        stray.add(Shown.text(file.toString()));
      }
    }
  }
}
