package io.facegate.report;

/** Hears how far a report has come; called from several threads, but by one at a time. */
@FunctionalInterface
public interface Progress {
  /** Hears nothing. */
  Progress NONE = (done, all) -> {};

  /** So many pictures of all are done. */
  void at(int done, int all);
}
