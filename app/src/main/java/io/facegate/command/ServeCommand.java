package io.facegate.command;

import io.facegate.config.ConfigException;
import io.facegate.config.ConfigReport;
import io.facegate.config.GatewayConfig;
import io.facegate.config.GatewayConfigReader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code facegate serve}: runs the service, or a demonstration of it. */
@Command(name = "serve")
final class ServeCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private final ConfigOption config = new ConfigOption();

  @Option(names = "--demo", descriptionKey = "serve.option.demo")
  private boolean demo;

  ServeCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    if (demo && config.file() != null) {
      throw context.failure(ExitCode.WRONG_USE, "serve.demoAlone");
    }
    try {
      start();
    } catch (ConfigException told) {
      /* What the machine lacks may be there at the next try; what is written stays written. */
      throw told.ofSiteOnly()
          ? new CommandException(ExitCode.FAILED, String.valueOf(told.getMessage()))
          : told;
    } catch (CommandException told) {
      throw told;
    } catch (Exception fault) {
      CommandException failed =
          context.failure(ExitCode.FAILED, "serve.failed", Failures.reason(fault));
      failed.initCause(fault);
      throw failed;
    }
    return ExitCode.DONE.number();
  }

  private void start() throws Exception {
    if (demo) {
      context.demonstration().start(port -> context.say("serve.demo", port));
      return;
    }
    Path file = context.requiredConfigurationFile(config.file());
    ConfigReport report = new GatewayConfigReader(context.environment()).check(file);
    GatewayConfig config = report.config();
    report.warnings().forEach(warning -> log().log(System.Logger.Level.WARNING, "{0}", warning));
    context.start().start(config, file);
  }

  private static System.Logger log() {
    return System.getLogger(ServeCommand.class.getName());
  }
}
