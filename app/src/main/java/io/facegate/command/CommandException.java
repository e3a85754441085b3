package io.facegate.command;

/** Ends a command early; the message tells the operator in a line what is wrong and what to do. */
final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ExitCode exit;

  CommandException(ExitCode exit, String message) {
    super(message);
    this.exit = exit;
  }

  /** How the command ends. */
  ExitCode exit() {
    return exit;
  }
}
