package io.facegate.access.tls;

/** We cannot show who we are; the message tells the operator why. */
public final class TlsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** A fault with its reason. */
  public TlsException(String message) {
    super(message);
  }

  /** A fault that another one brought about. */
  public TlsException(String message, Throwable cause) {
    super(message, cause);
  }
}
