package io.facegate.inference;

/** An opened model; any number of threads may run it at a time. */
public interface Model extends AutoCloseable {
  /** What the catalog says about it. */
  ModelCard card();

  /** The input at the size it was opened with. */
  InputSpec input();

  /** Lends buffers for one run; close them to give them back. */
  ModelRun begin();

  /** Ends the model; no run may be under way. */
  @Override
  void close();
}
