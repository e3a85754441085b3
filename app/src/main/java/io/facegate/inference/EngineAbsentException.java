package io.facegate.inference;

/** An engine whose library is not on this machine; the message tells where it was looked for. */
public final class EngineAbsentException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Says which and where. */
  public EngineAbsentException(String message) {
    super(message);
  }
}
