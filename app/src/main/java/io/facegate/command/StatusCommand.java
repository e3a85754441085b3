package io.facegate.command;

import io.facegate.ops.OpsConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code facegate status}: asks a running service how it is doing. */
@Command(name = "status")
final class StatusCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private final ConfigOption config = new ConfigOption();

  @Option(names = "--url", paramLabel = "URL", descriptionKey = "status.option.url")
  private @Nullable URI url;

  @Option(names = "--json", descriptionKey = "option.json")
  private boolean json;

  StatusCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (RunningService service = new RunningService(url == null ? configured() : given(url))) {
      ServiceState state = state(service);
      if (json) {
        context.out().println(state.json().toPrettyString());
      } else {
        print(state);
      }
      return (state.state().equals("up") ? ExitCode.DONE : ExitCode.FAILED).number();
    }
  }

  private ServiceState state(RunningService service) throws InterruptedException {
    try {
      return ServiceState.of(service);
    } catch (IOException silent) {
      CommandException unreachable =
          context.failure(
              ExitCode.UNREACHABLE, "status.unreachable", service.address(),
              Failures.reason(silent));
      unreachable.initCause(silent);
      throw unreachable;
    }
  }

  private URI configured() {
    Optional<Path> file = context.configurationFile(config.file());
    OpsConfig ops =
        file.isPresent() ? context.reader().read(file.get()).ops() : OpsConfig.defaults();
    if (ops.port() == 0) {
      throw context.failure(ExitCode.WRONG_USE, "status.anyPort");
    }
    return RunningService.address(ops);
  }

  private URI given(URI address) {
    if (!"http".equals(address.getScheme()) || address.getHost() == null) {
      throw context.failure(ExitCode.WRONG_USE, "use.value", "--url", address);
    }
    return address;
  }

  private void print(ServiceState state) {
    context.say(
        "status.head",
        state.version(),
        word(state.state()),
        duration(state.uptimeSeconds()),
        whole(state.faces()),
        whole(state.eventsWaiting()));
    context.say("status.model", state.embeddingModel());
    context.out().println();
    parts(state).lines().forEach(context.out()::println);
    if (!state.cameras().isEmpty()) {
      context.out().println();
      cameras(state).lines().forEach(context.out()::println);
    }
  }

  private Table parts(ServiceState state) {
    Messages messages = context.messages();
    Table table =
        new Table(
            messages.text("status.part"),
            messages.text("status.state"),
            messages.text("status.details"));
    for (ServiceState.Part part : state.partsBesideCameras()) {
      String name = part.name();
      String word = word(part.state());
      if (part.details().isEmpty()) {
        table.row(name, word, "");
      }
      for (Map.Entry<String, String> detail : part.details().entrySet()) {
        table.row(name, word, detail.getKey() + ": " + detail.getValue());
        name = "";
        word = "";
      }
    }
    return table;
  }

  private Table cameras(ServiceState state) {
    Messages messages = context.messages();
    Table table =
        new Table(
            messages.text("status.camera"),
            messages.text("status.framesPerSecond"),
            messages.text("status.looksPerSecond"),
            messages.text("status.visits"),
            messages.text("status.state"));
    for (ServiceState.Camera camera : state.cameras()) {
      table.row(
          camera.id(),
          rate(camera.framesPerSecond()),
          rate(camera.looksPerSecond()),
          whole(camera.visits()),
          camera.state());
    }
    return table;
  }

  private String word(String state) {
    return switch (state) {
      case "up" -> context.messages().text("status.up");
      case "degraded" -> context.messages().text("status.degraded");
      case "down" -> context.messages().text("status.down");
      default -> state;
    };
  }

  private String duration(OptionalDouble seconds) {
    if (seconds.isEmpty()) {
      return "-";
    }
    Duration time = Duration.ofSeconds((long) seconds.getAsDouble());
    return context
        .messages()
        .text("status.duration", time.toDays(), time.toHoursPart(), time.toMinutesPart());
  }

  private static String whole(OptionalDouble figure) {
    return figure.isEmpty() ? "-" : Long.toString((long) figure.getAsDouble());
  }

  private static String rate(OptionalDouble figure) {
    return figure.isEmpty() ? "-" : String.format(Locale.ROOT, "%.1f", figure.getAsDouble());
  }
}
