package io.facegate.inference;

/** A call into native code that has not come back in its time. */
final class HangException extends RuntimeException {
  private static final long serialVersionUID = 1;
}
