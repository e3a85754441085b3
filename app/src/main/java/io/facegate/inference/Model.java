package io.facegate.inference;

/** An opened model; any number of threads may run it at a time. */
public interface Model extends AutoCloseable {
  /** What the catalog says about it. */
  ModelCard card();

  /** The input at the size it was opened with. */
  InputSpec input();

  /**
   * Lends buffers for one run; close them to give them back.
   *
   * @throws IllegalStateException when the model is closed
   */
  ModelRun begin();

  /** Ends the model; a run that is under way comes to its end, and what it uses is freed then. */
  @Override
  void close();
}
