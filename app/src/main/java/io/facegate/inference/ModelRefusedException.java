package io.facegate.inference;

import org.jspecify.annotations.Nullable;

/** A model that must not be used: wrong file, wrong shapes, or wrong figures. */
public final class ModelRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Says which model and why. */
  public ModelRefusedException(String message) {
    this(message, null);
  }

  /** Says which model and why, with what the engine said. */
  public ModelRefusedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
