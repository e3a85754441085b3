package io.facegate.face;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Carries a {@link FaceFailure} to whoever answers the caller: an answer, not a crash. */
public final class FaceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final FaceFailure failure;
  private final String detail;
  private final int picture;

  /** A failure that needs no detail. */
  public FaceException(FaceFailure failure) {
    this(failure, "", null);
  }

  /**
   * A failure with its detail.
   *
   * @param detail a parameter's wire name, or words for the log; never a secret
   */
  public FaceException(FaceFailure failure, String detail) {
    this(failure, detail, null);
  }

  /** A failure with the exception that brought it about. */
  public FaceException(FaceFailure failure, String detail, @Nullable Throwable cause) {
    this(failure, detail, cause, -1);
  }

  private FaceException(
      FaceFailure failure, String detail, @Nullable Throwable cause, int picture) {
    super(detail.isEmpty() ? failure.name() : failure + ": " + detail, cause, false, cause != null);
    this.failure = failure;
    this.detail = detail;
    this.picture = picture;
  }

  /** The same failure, come about at one of several pictures. */
  public FaceException atPicture(int number) {
    return new FaceException(failure, detail, getCause(), number);
  }

  /** What went wrong. */
  public FaceFailure failure() {
    return failure;
  }

  /** More about it; empty when there is nothing to add. */
  public String detail() {
    return detail;
  }

  /** At which of several pictures, from 0, if that is known. */
  public OptionalInt picture() {
    return picture < 0 ? OptionalInt.empty() : OptionalInt.of(picture);
  }
}
