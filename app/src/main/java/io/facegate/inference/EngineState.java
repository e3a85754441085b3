package io.facegate.inference;

/**
 * What became of an engine.
 *
 * @param name and version
 * @param serves number of models it runs
 * @param fault why it is no longer used; empty while it is to be trusted
 */
public record EngineState(String name, int serves, String fault) {
  /** Whether it is to be trusted. */
  public boolean isSound() {
    return fault.isEmpty();
  }
}
