package io.facegate.ops;

import java.io.IOException;
import java.util.Map;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Sets up the log: our own packages at the configured level, libraries from warnings up. */
public final class Logs {
  private static final String MANAGER = "java.util.logging.manager";

  private Logs() {}

  /**
   * Makes the log outlive the beginning of a shutdown. Must run before the first use of a logger,
   * for the platform picks its log manager then.
   */
  public static void prepare() {
    System.setProperty(MANAGER, LastingLogManager.class.getName());
  }

  /** Applies the configuration; under systemd the log goes to the journal. */
  public static void configure(LogConfig config) {
    configure(config, handler(config.format(), System.getenv()));
  }

  private static void configure(LogConfig config, Handler handler) {
    Logger root = Logger.getLogger("");
    for (Handler former : root.getHandlers()) {
      root.removeHandler(former);
      former.close();
    }
    root.addHandler(handler);
    root.setLevel(Level.WARNING);
    Logger.getLogger("io.facegate").setLevel(level(config.level()));
    /* Its INFO lines repeat what our own start line says. */
    Logger.getLogger("io.helidon").setLevel(Level.WARNING);
  }

  /** Silences the libraries, until the next call of {@link #configure}. */
  public static void silenceLibraries() {
    Logger.getLogger("").setLevel(Level.OFF);
    Logger.getLogger("io.helidon").setLevel(Level.OFF);
  }

  /** Lets the log end; called last in a shutdown. */
  public static void close() {
    if (LogManager.getLogManager() instanceof LastingLogManager lasting) {
      lasting.resetAtLast();
    }
  }

  /* JSON is for whoever collects lines; for people the journal keeps fields. */
  private static Handler handler(LogConfig.Format format, Map<String, String> environment) {
    ConsoleHandler console = new ConsoleHandler();
    console.setLevel(Level.ALL);
    console.setFormatter(formatter(format));
    if (!JournalStream.isStandardError(environment)) {
      return console;
    }
    console.setFormatter(new PriorityLines(formatter(format)));
    if (format == LogConfig.Format.JSON) {
      return console;
    }
    try {
      UnixDatagrams journal = new UnixDatagrams(CLibrary.load(), JournalHandler.SOCKET);
      return new JournalHandler(journal, console);
    } catch (IOException | UnsatisfiedLinkError absent) {
      return console;
    }
  }

  private static Formatter formatter(LogConfig.Format format) {
    return format == LogConfig.Format.JSON ? new JsonLines() : new TextLines();
  }

  private static Level level(System.Logger.Level level) {
    return switch (level) {
      case ALL -> Level.ALL;
      case TRACE -> Level.FINER;
      case DEBUG -> Level.FINE;
      case INFO -> Level.INFO;
      case WARNING -> Level.WARNING;
      case ERROR -> Level.SEVERE;
      case OFF -> Level.OFF;
    };
  }

  /** Ignores the reset of the platform's own shutdown hook, which races with ours. */
  public static final class LastingLogManager extends LogManager {
    private volatile boolean last;

    @Override
    public void reset() {
      if (last) {
        super.reset();
      }
    }

    void resetAtLast() {
      last = true;
      super.reset();
    }
  }
}
