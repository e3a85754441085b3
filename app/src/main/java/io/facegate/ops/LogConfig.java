package io.facegate.ops;

/**
 * How the service writes its log, to standard error.
 *
 * @param level the least severe level that is written
 * @param format lines for people, or one JSON object a line
 */
public record LogConfig(System.Logger.Level level, Format format) {

  /** Forms of a log line. */
  public enum Format {
    TEXT,
    JSON
  }

  /** INFO, as text. */
  public static LogConfig defaults() {
    return new LogConfig(System.Logger.Level.INFO, Format.TEXT);
  }
}
