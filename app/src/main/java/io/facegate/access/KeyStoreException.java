package io.facegate.access;

/** The API keys cannot be read or written; the message tells the operator why, without secrets. */
public final class KeyStoreException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** A fault with its reason. */
  public KeyStoreException(String message) {
    super(message);
  }

  /** A fault that another one brought about. */
  public KeyStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
