package io.facegate.inference;

import java.util.List;

/** Knows the engines of a machine by their names in the configuration. */
public interface EngineStarter {
  /**
   * Starts the engines of a name, the preferred one first.
   *
   * @param drivers is run when the library has been found, before it loads any driver
   * @throws EngineAbsentException when its library is not on this machine
   * @throws ModelRefusedException when it is there and does not start
   */
  List<InferenceEngine> start(String name, Runnable drivers);
}
