package io.facegate.inference;

/**
 * What became of an engine.
 *
 * @param name and version
 * @param serves number of models it runs
 * @param fault why it is no longer used; empty while it is to be trusted
 * @param aside for which models it is not used after crashes, and how it is tried again; empty when
 *     for none
 */
public record EngineState(String name, int serves, String fault, String aside) {
  /** Whether it is to be trusted. */
  public boolean isSound() {
    return fault.isEmpty();
  }

  /** Whether nothing at all is held against it. */
  public boolean isWell() {
    return isSound() && aside.isEmpty();
  }

  /** All of it in words. */
  public String told() {
    String runs = isSound() ? "runs %d models".formatted(serves) : fault;
    return aside.isEmpty() ? runs : runs + "; " + aside;
  }
}
