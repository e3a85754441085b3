package io.facegate.inference;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Remembers over restarts during which engine's work the process ended without being told to, and
 * puts an engine aside for a model after the second time running.
 *
 * <p>A mark stands in the book while an engine opens a model, and from then on until it has served
 * for the probation, or the process is told to end. A mark found at the start tells of a crash.
 * Where the whole machine has been started anew meanwhile, it was more likely the power: that
 * counts half. What was put aside is tried again after a day, then two, four and so on up to 32
 * days, and at once on another {@link Box} or when the book is deleted.
 */
final class CrashMarks implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(CrashMarks.class.getName());
  private static final String BOX = "box";
  private static final String MARK = "mark|";
  private static final String ASIDE = "aside|";
  private static final int POINTS_ALONE = 2;
  private static final int POINTS_WITH_THE_MACHINE = 1;
  private static final int POINTS_MAX = 4;

  /* Who ends the process with two models is not tried with each of the others, too. */
  private static final int MODELS_MAX = 2;

  private static final int DOUBLINGS_MAX = 5;

  private final ChoiceBook book;
  private final Box box;
  private final Map<String, Mark> marks = new TreeMap<>();
  private final Set<String> aside = new TreeSet<>();
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("engine-probation").factory());
  private final Thread hook = Thread.ofPlatform().name("engine-marks").unstarted(this::end);
  private boolean hooked;
  private boolean ended;

  /** What is held against one engine with one model. */
  private static final class Mark {
    private int points;
    private int openings;
    private boolean serves;
    private long provenNanos;

    String told(String boot) {
      return "%s,%d,%s".formatted(openings > 0 ? "opening" : serves ? "serving" : "", points, boot);
    }

    boolean isBlank() {
      return openings == 0 && !serves && points == 0;
    }
  }

  /**
   * What an aside entry says.
   *
   * @param times it was put aside running
   */
  private record Aside(Instant since, int times) {
    static Aside read(String text) {
      String[] parts = (text.matches("\\d{1,12},\\d{1,2}") ? text : "0,0").split(",");
      return new Aside(
          Instant.ofEpochSecond(Long.parseLong(parts[0])), Integer.parseInt(parts[1]));
    }

    Instant end() {
      int doublings = Math.clamp(times - 1L, 0, DOUBLINGS_MAX);
      return since.plus(Duration.ofDays(1L << doublings));
    }

    /* A box without a battery may believe for a while that it is another year. */
    boolean holds(Instant now) {
      return now.isBefore(end()) && !now.isBefore(since.minus(Duration.ofDays(1)));
    }
  }

  /** Reads what the processes before have left. */
  CrashMarks(ChoiceBook book, Box box) {
    this.book = book;
    this.box = box;
    if (!book.entry(BOX).equals(Optional.of(box.name()))) {
      book.keys().stream().filter(CrashMarks::owns).forEach(book::remove);
      book.put(BOX, box.name());
    }
    blame();
    book.keys().stream().filter(key -> key.startsWith(ASIDE)).forEach(this::putAside);
    if (!aside.isEmpty()) {
      book.flush();
    }
  }

  /** Whether an entry of the book is of these. */
  static boolean owns(String key) {
    return key.equals(BOX) || key.startsWith(MARK) || key.startsWith(ASIDE);
  }

  /* Who was just opening a model is to blame rather than those that served others meanwhile. */
  private void blame() {
    List<String> left =
        book.keys().stream().filter(key -> key.startsWith(MARK)).sorted().toList();
    boolean opening = left.stream().anyMatch(key -> state(key).equals("opening"));
    for (String key : left) {
      String[] parts = parts(key);
      Mark mark = new Mark();
      mark.points = Integer.parseInt(parts[1]);
      if (parts[0].equals("opening") || (parts[0].equals("serving") && !opening)) {
        mark.points += parts[2].equals(box.boot()) ? POINTS_ALONE : POINTS_WITH_THE_MACHINE;
      }
      String who = key.substring(MARK.length());
      if (mark.points >= POINTS_MAX) {
        int times = book.entry(ASIDE + who).map(text -> Aside.read(text).times()).orElse(0);
        book.put(
            ASIDE + who,
            "%d,%d".formatted(box.clock().instant().getEpochSecond(), Math.min(times + 1, 99)));
        book.remove(key);
      } else {
        marks.put(who, mark);
        keep(who, mark);
      }
    }
  }

  private String state(String key) {
    return parts(key)[0];
  }

  private String[] parts(String key) {
    String text = book.entry(key).orElse("");
    return (text.matches("(opening|serving|),\\d,[^,]{0,64}") ? text : ",0,").split(",", -1);
  }

  /* Tried again after its time, it has but one crash left, and then more time. */
  private void putAside(String key) {
    String who = key.substring(ASIDE.length());
    Aside read = Aside.read(book.entry(key).orElse(""));
    if (read.holds(box.clock().instant())) {
      aside.add(who);
      LOG.log(
          System.Logger.Level.ERROR,
          "the process ended again and again with {0}, which is put aside until {1}; delete {2} to"
              + " try it again at the next start",
          who.replace("|", " and model "),
          read.end(),
          book.place().map(Object::toString).orElse("the record"));
    } else {
      Mark mark = marks.computeIfAbsent(who, name -> new Mark());
      mark.points = Math.max(mark.points, POINTS_MAX - POINTS_ALONE);
    }
  }

  /** Whether an engine is not to be used for a model. */
  synchronized boolean isAside(String engine, String modelId) {
    return aside.contains(who(engine, modelId)) || aside(engine).size() >= MODELS_MAX;
  }

  /** What an engine is put aside for and how it is tried again; empty when for nothing. */
  synchronized String told(String engine) {
    List<String> models = aside(engine);
    if (models.isEmpty()) {
      return "";
    }
    Instant end =
        models.stream()
            .map(model -> Aside.read(book.entry(ASIDE + who(engine, model)).orElse("")).end())
            .max(Instant::compareTo)
            .orElseThrow();
    return ("put aside for %s: the process ended again and again while it was used; it is tried "
            + "again at a start after %s, of another version, or when %s has been deleted")
        .formatted(
            models.size() < MODELS_MAX ? models.getFirst() : "all models",
            end.truncatedTo(ChronoUnit.MINUTES),
            book.place().map(Object::toString).orElse("the record"));
  }

  private List<String> aside(String engine) {
    String start = who(engine, "");
    List<String> models = new ArrayList<>();
    for (String one : aside) {
      if (one.startsWith(start)) {
        models.add(one.substring(start.length()));
      }
    }
    return models;
  }

  private static String who(String engine, String modelId) {
    return engine + "|" + modelId;
  }

  /** An engine is about to open and try a model; on disk when this returns. */
  synchronized void opening(String engine, String modelId) {
    String who = who(engine, modelId);
    Mark mark = marks.computeIfAbsent(who, name -> new Mark());
    mark.openings++;
    keep(who, mark);
    book.flush();
  }

  /** That has come back, whatever came of it; kept with the next flush of the book. */
  synchronized void opened(String engine, String modelId) {
    String who = who(engine, modelId);
    Mark mark = marks.get(who);
    if (mark != null && mark.openings > 0) {
      mark.openings--;
      keep(who, mark);
    }
  }

  /** Nothing is held against it any more; kept with the next flush of the book. */
  synchronized void forgive(String engine, String modelId) {
    forget(who(engine, modelId));
  }

  /** An engine serves a model from now on; on disk when this returns. */
  synchronized void serving(String engine, String modelId) {
    if (book.place().isEmpty() || ended) {
      return;
    }
    String who = who(engine, modelId);
    Mark mark = marks.computeIfAbsent(who, name -> new Mark());
    mark.serves = true;
    mark.provenNanos = System.nanoTime() + box.probation().toNanos();
    keep(who, mark);
    book.flush();
    Future<?> unused =
        sweeper.schedule(this::sweep, box.probation().toNanos(), TimeUnit.NANOSECONDS);
    hook();
  }

  private void keep(String who, Mark mark) {
    if (mark.isBlank()) {
      marks.remove(who);
      book.remove(MARK + who);
    } else if (!ended) {
      book.put(MARK + who, mark.told(box.boot()));
    }
  }

  /* Those that have proved themselves. */
  private synchronized void sweep() {
    long now = System.nanoTime();
    for (String who : Set.copyOf(marks.keySet())) {
      Mark mark = marks.get(who);
      if (mark != null && mark.serves && mark.openings == 0 && mark.provenNanos - now <= 0) {
        aside.remove(who);
        forget(who);
      }
    }
    book.flush();
  }

  private void forget(String who) {
    marks.remove(who);
    book.remove(MARK + who);
    if (!aside.contains(who)) {
      book.remove(ASIDE + who);
    }
  }

  /* Part of an end may hang until the process is stopped for good: that it is told to end is enough
     to know that it has not crashed. */
  private void hook() {
    if (!hooked) {
      hooked = true;
      try {
        Runtime.getRuntime().addShutdownHook(hook);
      } catch (IllegalStateException ending) {
        end();
      }
    }
  }

  /* An opening that hangs stays marked: whoever is tired of waiting ends the process, too. */
  private synchronized void end() {
    ended = true;
    for (String who : Set.copyOf(marks.keySet())) {
      Mark mark = marks.get(who);
      if (mark != null && mark.openings == 0) {
        forget(who);
      }
    }
    book.flush();
  }

  /** The service stops in order. */
  @Override
  public void close() {
    sweeper.shutdownNow();
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      LOG.log(System.Logger.Level.TRACE, "the process ends", ending);
    }
  }
}
