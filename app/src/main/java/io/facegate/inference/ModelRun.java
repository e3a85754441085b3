package io.facegate.inference;

import java.nio.FloatBuffer;

/** The buffers of one run, for one thread at a time: fill the input, execute, read the outputs. */
public interface ModelRun extends AutoCloseable {
  /** The input tensor: a direct buffer, to be filled by absolute puts. */
  FloatBuffer input();

  /**
   * Computes the outputs.
   *
   * @throws IllegalStateException when the engine cannot run it
   * @throws EngineFaultException when the engine or its device is no longer to be trusted
   */
  void execute();

  /** An output by its place in the card; valid until the next execute or close. */
  FloatBuffer output(int index);

  /** Gives the buffers back to the model. */
  @Override
  void close();
}
