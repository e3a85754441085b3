package io.facegate.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with a configuration: all of it, not just the first fault. */
public final class ConfigProblems {
  private final List<Problem> problems = new ArrayList<>();

  /**
   * One fault.
   *
   * @param line where in the file, from 1; 0 when it stands in the environment
   * @param key the dotted key; empty when the fault is in the document as such
   */
  public record Problem(int line, String key, String text) {
    @Override
    public String toString() {
      String place = line > 0 ? "line " + line + ": " : "";
      return place + (key.isEmpty() ? text : key + " " + text);
    }
  }

  void add(int line, String key, String text) {
    problems.add(new Problem(line, key, text));
  }

  /** Whether anything is wrong. */
  public boolean any() {
    return !problems.isEmpty();
  }

  /** The faults in the order of their lines. */
  public List<Problem> list() {
    return problems.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
  }
}
