package io.facegate.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with a configuration, or doubtful: all of it, not just the first fault. */
public final class ConfigProblems {
  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();

  /**
   * One fault.
   *
   * @param line where in the file, from 1; 0 when it stands elsewhere, as in the environment
   * @param key the dotted key; empty when the fault is in the document as such
   * @param ofSite whether it is this machine that lacks something, now, and not the text that is
   *     wrong until somebody changes it
   */
  public record Problem(int line, String key, String text, boolean ofSite) {
    @Override
    public String toString() {
      String place = line > 0 ? "line " + line + ": " : "";
      return place + (key.isEmpty() ? text : key + " " + text);
    }
  }

  /** Notes what the text of the configuration says wrongly. */
  void add(int line, String key, String text) {
    problems.add(new Problem(line, key, text, false));
  }

  /** Notes what the machine lacks, which may be there at the next look. */
  void lack(int line, String key, String text) {
    problems.add(new Problem(line, key, text, true));
  }

  void warn(int line, String key, String text) {
    warnings.add(new Problem(line, key, text, false));
  }

  /** Whether anything is wrong. */
  public boolean any() {
    return !problems.isEmpty();
  }

  /** Whether something is wrong with a key already. */
  boolean of(String key, int line) {
    return problems.stream().anyMatch(one -> one.key().equals(key) && one.line() == line);
  }

  /** The faults in the order of their lines. */
  public List<Problem> list() {
    return sorted(problems);
  }

  /** What the service works with and the operator should look at, in the order of the lines. */
  public List<Problem> warnings() {
    return sorted(warnings);
  }

  private static List<Problem> sorted(List<Problem> found) {
    return found.stream().distinct().sorted(Comparator.comparingInt(Problem::line)).toList();
  }
}
