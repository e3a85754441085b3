package io.facegate.inference;

/** One of several models that were run together has failed. */
final class FailedRunException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int place;
  private final RuntimeException failure;

  /**
   * Says which, and how.
   *
   * @param place among those run together
   */
  FailedRunException(int place, RuntimeException failure) {
    super(String.valueOf(failure.getMessage()), failure);
    this.place = place;
    this.failure = failure;
  }

  int place() {
    return place;
  }

  /** What its run threw. */
  RuntimeException failure() {
    return failure;
  }
}
