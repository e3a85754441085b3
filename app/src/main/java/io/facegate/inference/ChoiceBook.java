package io.facegate.inference;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * What was measured on this box, kept over restarts, and which engine was just being tried when the
 * process ended. A book that cannot be read or written costs a new measurement, nothing else.
 */
final class ChoiceBook {
  private static final System.Logger LOG = System.getLogger(ChoiceBook.class.getName());
  private static final String TRYING = "trying";
  private static final String TRIES = "tries";

  /* Once may have been a power cut, or somebody in a hurry. */
  private static final String TWICE = "2";

  private static final int BYTES_MAX = 1 << 18;

  private final Optional<Path> place;
  private final Properties entries = new Properties();

  /** Opens a book; the file need not exist. Without one nothing is kept. */
  ChoiceBook(Optional<Path> place) {
    this.place = place;
    place.ifPresent(this::read);
  }

  private void read(Path file) {
    try {
      if (Files.isRegularFile(file) && Files.size(file) <= BYTES_MAX) {
        entries.load(new StringReader(Files.readString(file)));
      }
    } catch (IOException | IllegalArgumentException unreadable) {
      LOG.log(System.Logger.Level.WARNING, file + " is not read: " + unreadable.getMessage());
    }
  }

  /** What stands for a model under what else was there to choose from. */
  synchronized Optional<Candidate> choice(ModelForms forms, List<Candidate> candidates) {
    String kept = entries.getProperty(key(forms, candidates), "");
    return candidates.stream().filter(candidate -> candidate.toString().equals(kept)).findAny();
  }

  /** Notes which of the candidates serves a model. */
  synchronized void choose(ModelForms forms, List<Candidate> candidates, Candidate chosen) {
    entries.setProperty(key(forms, candidates), chosen.toString());
    write();
  }

  /** The engine during whose trial the process ended twice running, if one is so. */
  synchronized Optional<String> broken() {
    return entries.getProperty(TRIES, "").equals(TWICE)
        ? Optional.ofNullable(entries.getProperty(TRYING))
        : Optional.empty();
  }


  /** Notes on disk that an engine is about to be tried. */
  synchronized void trying(InferenceEngine engine) {
    boolean again = engine.name().equals(entries.getProperty(TRYING));
    entries.setProperty(TRIES, again ? TWICE : "1");
    entries.setProperty(TRYING, engine.name());
    write();
  }

  /** Notes that the trial is over, whatever came of it. */
  synchronized void tried() {
    if (entries.remove(TRYING) != null) {
      entries.remove(TRIES);
      write();
    }
  }

  private static String key(ModelForms forms, List<Candidate> candidates) {
    return "%s|%s|%s|%s"
        .formatted(forms.card().id(), forms.checksums(), candidates, Processor.NAME);
  }

  private void write() {
    place.ifPresent(this::write);
  }

  private void write(Path file) {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    try {
      StringWriter text = new StringWriter();
      entries.store(text, "What facegate measured on this box; delete it to measure again.");
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(beside, text.toString());
      try (FileChannel written = FileChannel.open(beside, StandardOpenOption.WRITE)) {
        written.force(true);
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException unwritable) {
      LOG.log(System.Logger.Level.WARNING, file + " is not kept: " + unwritable.getMessage());
    }
  }

  /** The processor, as far as measured times depend on it. */
  private static final class Processor {
    static final String NAME = name();

    private static String name() {
      String model = "";
      try (var lines = Files.lines(Path.of("/proc/cpuinfo"), StandardCharsets.ISO_8859_1)) {
        model =
            String.join(
                " ",
                lines
                    .filter(line -> line.matches("(model name|flags|Features|CPU part)\\b.*"))
                    .distinct()
                    .limit(8)
                    .toList());
      } catch (IOException | java.io.UncheckedIOException elsewhere) {
        model = System.getProperty("os.name");
      }
      return "%s-%d-%s"
          .formatted(
              System.getProperty("os.arch").toLowerCase(Locale.ROOT),
              Runtime.getRuntime().availableProcessors(),
              HexFormat.of().toHexDigits(model.hashCode()));
    }
  }
}
