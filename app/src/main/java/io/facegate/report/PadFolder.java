package io.facegate.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Presentations to a liveness check, by name: {@code bona-fide/**} are of living people, {@code
 * attack/KIND/**} of attacks of one kind each. Pictures and MP4 count; see {@link FolderFiles}.
 *
 * @param root the folder without links on the way
 * @param samples in order
 * @param kinds of attacks, sorted
 */
public record PadFolder(Path root, List<Sample> samples, List<String> kinds) {
  private static final Pattern TAKEN = Pattern.compile(".*\\.(jpe?g|png|bmp|mp4)");
  private static final String BONA_FIDE = "bona-fide";
  private static final String ATTACK = "attack";

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
    FolderFiles files = FolderFiles.list(folder, TAKEN);
    List<Sample> samples = new ArrayList<>();
    List<String> stray = new ArrayList<>();
    for (Path file : files.files()) {
      sample(file).ifPresentOrElse(samples::add, () -> stray.add(Shown.text(file.toString())));
    }
    if (!stray.isEmpty()) {
      throw ReportRefusedException.of(
          "pictures belong into bona-fide/ or attack/KIND/:", stray);
    }
    Set<String> kinds = new TreeSet<>();
    samples.stream().filter(Sample::isAttack).forEach(sample -> kinds.add(sample.kind()));
    if (kinds.isEmpty() || samples.stream().allMatch(Sample::isAttack)) {
      throw new ReportRefusedException(
          "%s needs pictures or mp4 both in bona-fide/ and in attack/KIND/".formatted(folder));
    }
    return new PadFolder(files.root(), samples, List.copyOf(kinds));
  }

  private static Optional<Sample> sample(Path file) {
    String top = file.getName(0).toString();
    if (top.equals(BONA_FIDE) && file.getNameCount() > 1) {
      return Optional.of(new Sample(file, ""));
    }
    return top.equals(ATTACK) && file.getNameCount() > 2
        ? Optional.of(new Sample(file, file.getName(1).toString()))
        : Optional.empty();
  }
}
