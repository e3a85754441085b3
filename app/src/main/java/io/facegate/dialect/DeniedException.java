package io.facegate.dialect;

import io.facegate.access.Denial;

/** Says that a caller is not let in, or not now. */
public final class DeniedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Denial denial;

  /** Turns a caller away. */
  public DeniedException(Denial denial) {
    super(denial.text());
    this.denial = denial;
  }

  /** Why. */
  public Denial denial() {
    return denial;
  }
}
