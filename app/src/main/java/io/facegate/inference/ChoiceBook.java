package io.facegate.inference;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * What was measured on this box, kept over restarts, and what {@link CrashMarks} must know after
 * the process has ended. A book that cannot be read or written costs a new measurement and that
 * memory, nothing else.
 */
final class ChoiceBook {
  private static final System.Logger LOG = System.getLogger(ChoiceBook.class.getName());
  private static final String CHOICE = "choice|";
  private static final int BYTES_MAX = 1 << 18;
  private static final int ENTRIES_MAX = 200;

  private final Optional<Path> place;
  private final Properties entries = new Properties();
  private boolean changed;
  private boolean failing;

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
    entries.keySet().removeIf(key -> !CrashMarks.owns((String) key) && !isChoice((String) key));
  }

  private static boolean isChoice(String key) {
    return key.startsWith(CHOICE);
  }

  /** Where it is kept; empty when it is not. */
  Optional<Path> place() {
    return place;
  }

  /** What stands for a model under what was asked for and what else was there to choose from. */
  Optional<Candidate> choice(
      ModelForms forms, Precision precision, List<Candidate> candidates) {
    String kept = entry(key(forms, precision, candidates)).orElse("");
    return candidates.stream().filter(candidate -> candidate.toString().equals(kept)).findAny();
  }

  /** Notes which of the candidates serves a model; kept with the next flush. */
  synchronized void choose(
      ModelForms forms, Precision precision, List<Candidate> candidates, Candidate chosen) {
    if (entries.size() >= ENTRIES_MAX) {
      entries.keySet().removeIf(key -> isChoice((String) key));
    }
    put(key(forms, precision, candidates), chosen.toString());
  }

  private static String key(
      ModelForms forms, Precision precision, List<Candidate> candidates) {
    return CHOICE
        + "%s|%s|%s|%s|%s"
            .formatted(
                forms.card().id(),
                forms.checksums(),
                precision,
                candidates.stream().map(Candidate::identity).toList(),
                Processor.NAME);
  }

  /** What an entry says, if it is there. */
  synchronized Optional<String> entry(String key) {
    return Optional.ofNullable(entries.getProperty(key));
  }

  /** The names of all entries. */
  synchronized Set<String> keys() {
    return Set.copyOf(entries.stringPropertyNames());
  }

  /** Sets an entry; kept with the next flush. */
  synchronized void put(String key, String value) {
    changed |= !value.equals(entries.setProperty(key, value));
  }

  /** Drops an entry; gone with the next flush. */
  synchronized void remove(String key) {
    changed |= entries.remove(key) != null;
  }

  /** Writes to disk what has changed, all of it or nothing. */
  synchronized void flush() {
    if (changed && place.isPresent()) {
      write(place.get());
    }
  }

  private void write(Path file) {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    try {
      StringWriter text = new StringWriter();
      entries.store(text, "What facegate measured on this box; delete it to measure again.");
      Files.createDirectories(file.toAbsolutePath().getParent());
      writeWhole(beside, text.toString());
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
      changed = false;
      failing = false;
    } catch (IOException unwritable) {
      LOG.log(
          failing ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
          file + " is not kept: " + unwritable);
      failing = true;
    }
  }

  /* Whoever else may write to the folder must not choose by a link which file is overwritten. */
  private static void writeWhole(Path file, String text) throws IOException {
    Set<OpenOption> options =
        Set.of(
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    try (FileChannel channel = FileChannel.open(file, options)) {
      ByteBuffer rest = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }
}
