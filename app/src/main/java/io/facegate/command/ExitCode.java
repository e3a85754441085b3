package io.facegate.command;

/** How a command ends; from 64 on in the numbers of the system's {@code sysexits.h}. */
enum ExitCode {
  /** Everything asked for was done. */
  DONE(0),
  /** It could not be done. */
  FAILED(1),
  /** It was done, and a check or report found faults, or refused rows. */
  FAULTS(2),
  /** The words of the command make no sense. */
  WRONG_USE(64),
  /** The service, or what it needs, cannot be reached. */
  UNREACHABLE(69),
  /**
   * The configuration cannot be used. The service ends so only for what its text says wrongly, and
   * is not started again; for what the machine lacks it ends with {@link #FAILED}.
   */
  WRONG_CONFIGURATION(78);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  /** What the shell sees. */
  int number() {
    return number;
  }
}
