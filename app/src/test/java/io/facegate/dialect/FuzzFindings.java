package io.facegate.dialect;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps the inputs that brought something wrong to light, a few of each kind. */
final class FuzzFindings implements AutoCloseable {
  private static final int EACH_MAX = 5;
  private static final int KINDS_MAX = 100;

  private final Path folder;
  private final Map<String, Integer> counts = new TreeMap<>();
  private final Traces traces = new Traces();
  private final Logger faults = Logger.getLogger(FaultLog.class.getName());

  FuzzFindings(Path folder) {
    this.folder = folder;
    faults.addHandler(traces);
    faults.setUseParentHandlers(false);
  }

  /**
   * Writes a request down, with what is wrong and the last trace of the router's.
   *
   * @param complaint its first line tells its kind
   */
  synchronized void add(String where, String complaint, byte[] wire) {
    String first = complaint.lines().findFirst().orElse("");
    String kind = where + " " + first.replaceAll("\\d+", "n");
    int count = counts.merge(kind, 1, Integer::sum);
    if (count > EACH_MAX || counts.size() > KINDS_MAX) {
      return;
    }
    String name = kind.replaceAll("[^A-Za-z0-9-]+", "_");
    String file = name.substring(0, Math.min(120, name.length())) + "-" + count;
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve(file + ".http"), wire);
      Files.writeString(folder.resolve(file + ".txt"), complaint + "\n" + traces.last + "\n");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** How often something went wrong, by kind. */
  synchronized Map<String, Integer> counts() {
    return new TreeMap<>(counts);
  }

  @Override
  public void close() {
    faults.removeHandler(traces);
    faults.setUseParentHandlers(true);
  }

  /** Keeps the last trace that was logged. */
  private static final class Traces extends Handler {
    private volatile String last = "";

    @Override
    public void publish(LogRecord told) {
      StringWriter text = new StringWriter();
      if (told.getThrown() != null) {
        told.getThrown().printStackTrace(new PrintWriter(text, true));
      }
      last = told.getMessage() + "\n" + text;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
