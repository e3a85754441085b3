package io.facegate.command;

import io.facegate.access.KeyStoreException;
import io.facegate.config.ConfigException;
import io.facegate.inference.ModelRefusedException;
import io.facegate.pack.PackException;
import io.facegate.report.ReportRefusedException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells the operator what went wrong, in a line, and how the process ends for it. */
final class Failures {
  private final CommandContext context;

  Failures(CommandContext context) {
    this.context = context;
  }

  /** Words that make no sense: what is wrong with them, and where help is. */
  int misuse(ParameterException wrong, String[] words) {
    CommandLine command = wrong.getCommandLine();
    if (words.length == 0 || lacksVerb(wrong)) {
      command.usage(command.getErr());
      return ExitCode.WRONG_USE.number();
    }
    command.getErr().println(explained(wrong));
    command
        .getErr()
        .println(
            context.messages().text("use.help", command.getCommandSpec().qualifiedName(" ")));
    return ExitCode.WRONG_USE.number();
  }

  /* The library says so of a word that only other words follow. */
  private static boolean lacksVerb(ParameterException wrong) {
    return wrong.getClass().equals(ParameterException.class)
        && !wrong.getCommandLine().getSubcommands().isEmpty();
  }

  private String explained(ParameterException wrong) {
    return switch (wrong) {
      case UnmatchedArgumentException unknown ->
          context.messages().text("use.unknown", String.join(" ", unknown.getUnmatched()));
      case MissingParameterException missing ->
          context.messages().text("use.missing", labels(missing.getMissing()));
      case OverwrittenOptionException twice ->
          context.messages().text("use.twice", label(twice.getOverwritten()));
      case ParameterException value when value.getArgSpec() != null && value.getValue() != null ->
          context.messages().text("use.value", label(value.getArgSpec()), value.getValue());
      default -> context.messages().text("use.wrong", message(wrong));
    };
  }

  private static String labels(List<ArgSpec> missing) {
    return missing.stream()
        .map(
            argument ->
                argument.isOption()
                    ? label(argument) + " " + argument.paramLabel()
                    : argument.paramLabel())
        .collect(Collectors.joining(", "));
  }

  private static String label(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  /** Prints why a command failed; the whole story goes to the log at DEBUG. */
  int exit(Throwable failure) {
    System.getLogger(Failures.class.getName())
        .log(System.Logger.Level.DEBUG, "why the command failed", failure);
    context.err().println(line(failure));
    return code(failure).number();
  }

  private static ExitCode code(Throwable failure) {
    return switch (failure) {
      case CommandException told -> told.exit();
      case ConfigException wrong -> ExitCode.WRONG_CONFIGURATION;
      case ReportRefusedException rows -> ExitCode.FAULTS;
      case PackException pack -> PackWords.exit(pack.fault());
      default -> ExitCode.FAILED;
    };
  }

  private String line(Throwable failure) {
    return switch (failure) {
      case CommandException told -> String.valueOf(told.getMessage());
      case ConfigException wrong -> String.valueOf(wrong.getMessage());
      case ReportRefusedException rows -> String.valueOf(rows.getMessage());
      case PackException pack -> new PackWords(context.messages()).fault(pack);
      case KeyStoreException keys -> reason(keys);
      case ModelRefusedException model -> reason(model);
      case NoSuchFileException absent ->
          context.messages().text("failed.noFile", absent.getFile());
      case AccessDeniedException denied ->
          context.messages().text(
              "failed.denied", denied.getFile(), System.getProperty("user.name", ""));
      case PartialFolder.NotOursException other ->
          context.messages().text("failed.notOurs", other.getFile());
      case RuntimeException unforeseen when unforeseen.getMessage() == null ->
          context.messages().text("failed.unforeseen", unforeseen.getClass().getSimpleName());
      default -> reason(failure);
    };
  }

  /** What went wrong, and why, in one line. */
  static String reason(Throwable failure) {
    StringBuilder words = new StringBuilder(message(failure));
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      String message = message(cause);
      if (!words.toString().contains(message)) {
        words.append(": ").append(message);
      }
    }
    return words.toString();
  }

  private static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
  }
}
