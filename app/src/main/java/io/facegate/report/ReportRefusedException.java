package io.facegate.report;

import java.util.List;

/** Words or a file that no report can be made from; the message tells the operator why. */
public final class ReportRefusedException extends Exception {
  private static final long serialVersionUID = 1;
  private static final int SHOWN_MAX = 20;

  /** Says what is wrong. */
  public ReportRefusedException(String message) {
    super(message);
  }

  /** Says everything that is wrong, a line each, as far as a screen holds it. */
  static ReportRefusedException of(String what, List<String> problems) {
    StringBuilder text = new StringBuilder(what);
    problems.stream().limit(SHOWN_MAX).forEach(problem -> text.append("\n  ").append(problem));
    if (problems.size() > SHOWN_MAX) {
      text.append("\n  and %d more".formatted(problems.size() - SHOWN_MAX));
    }
    return new ReportRefusedException(text.toString());
  }
}
