package io.facegate.gallery.rocks;

/** A record that is not what was written. */
final class CorruptRecordException extends Exception {
  private static final long serialVersionUID = 1;

  private final String reason;

  CorruptRecordException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** What is wrong, in words that fit after the record's name. */
  String reason() {
    return reason;
  }
}
