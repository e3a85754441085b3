package io.facegate.command;

import io.facegate.ops.LogConfig;
import io.facegate.ops.Logs;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;

/** All that can be said on the command line of {@code facegate}. */
public final class Commands {
  private static final int HELP_COLUMNS = 88;

  private final CommandContext context;
  private final CommandLine root;

  /**
   * The commands of a process.
   *
   * @param environment its variables
   * @param out where answers go
   * @param err where errors and progress go
   * @param version of this program
   * @param start starts the service
   * @param demonstration starts the demonstration
   */
  public Commands(
      Map<String, String> environment,
      PrintStream out,
      PrintStream err,
      String version,
      ServiceStart start,
      DemonstrationStart demonstration) {
    this.context =
        new CommandContext(
            Map.copyOf(environment),
            out,
            err,
            Messages.of(environment),
            version,
            start,
            demonstration);
    this.root = tree();
  }

  /* The verbs, in the order of the help. */
  private List<Object> verbs() {
    return List.of(
        new ServeCommand(context),
        new CheckCommand(context),
        KeysCommand.group(context),
        GalleryCommand.group(context),
        new CaCommand(context),
        CamerasTestCommand.group(context),
        MqttTestCommand.group(context),
        new StatusCommand(context),
        ModelsCommand.group(context),
        new AccuracyCommand(context),
        new InspectCommand(context),
        new PadReportCommand(context),
        new CompletionCommand(context),
        new VersionCommand(context),
        new HelpCommand(context));
  }

  private CommandLine tree() {
    CommandSpec spec = CommandSpec.create().name("facegate");
    spec.usageMessage().synopsisSubcommandLabel("VERB").width(HELP_COLUMNS);
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .scopeType(ScopeType.INHERIT)
            .descriptionKey("option.help")
            .build());
    spec.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .descriptionKey("option.version")
            .build());
    spec.version("facegate " + context.version());
    CommandLine line = new CommandLine(spec);
    verbs().forEach(line::addSubcommand);
    Failures failures = new Failures(context);
    return line.setResourceBundle(context.messages().bundle())
        .setOut(Terminal.writer(context.out()))
        .setErr(Terminal.writer(context.err()))
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setUsageHelpWidth(HELP_COLUMNS)
        .setParameterExceptionHandler(failures::misuse)
        .setExecutionExceptionHandler((failure, command, words) -> failures.exit(failure));
  }

  /**
   * Does what the words say.
   *
   * @return the exit status; after 0 the process may go on as a service
   */
  public int run(List<String> words) {
    configureLog();
    try {
      return root.execute(current(words).toArray(String[]::new));
    } catch (Error e) {
      /* Threads of libraries may run already; the process must not linger half alive. */
      return new Failures(context).exit(e);
    }
  }

  /** The commands as the library knows them; for completion scripts and tests. */
  CommandLine commandLine() {
    return root;
  }

  /* Beside the service a log is noise, unless it is asked for. */
  private void configureLog() {
    String wanted = context.environment().getOrDefault("FACEGATE_LOG_LEVEL", "");
    for (System.Logger.Level level : System.Logger.Level.values()) {
      if (level.name().equals(wanted.toUpperCase(Locale.ROOT))) {
        Logs.configure(new LogConfig(level, LogConfig.Format.TEXT));
        return;
      }
    }
    Logs.configure(new LogConfig(System.Logger.Level.ERROR, LogConfig.Format.TEXT));
    Logs.silenceLibraries();
  }

  /** What earlier spellings say today. */
  static List<String> current(List<String> words) {
    if (words.isEmpty()) {
      return words;
    }
    List<String> now = new ArrayList<>(words);
    switch (words.getFirst()) {
      case "--config", "--demo" -> now.addFirst("serve");
      case "--check" -> now.set(0, "check");
      default -> {
        /* Spelt as today. */
      }
    }
    return now;
  }
}
