package io.facegate.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.facegate.camera.CameraConfig;
import io.facegate.camera.SourceConfig;
import io.facegate.config.GatewayConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code facegate cameras test}: whether the configured cameras give pictures with faces. */
@Command(name = "test")
final class CamerasTestCommand implements Callable<Integer> {
  private static final int SECONDS_MAX = 3600;

  private final CommandContext context;

  @Mixin private final ConfigOption config = new ConfigOption();

  @Option(names = "--seconds", paramLabel = "N", descriptionKey = "cameras.option.seconds")
  private int seconds = 10;

  @Option(names = "--json", descriptionKey = "option.json")
  private boolean json;

  @Parameters(arity = "0..*", paramLabel = "ID", descriptionKey = "cameras.parameter.ids")
  private List<String> ids = new ArrayList<>();

  CamerasTestCommand(CommandContext context) {
    this.context = context;
  }

  /** The word {@code cameras}, and what may follow it. */
  static CommandLine group(CommandContext context) {
    return VerbGroup.of("cameras", new CamerasTestCommand(context));
  }

  @Override
  public Integer call() throws InterruptedException {
    if (seconds < 1 || seconds > SECONDS_MAX) {
      throw context.failure(ExitCode.WRONG_USE, "use.value", "--seconds", seconds);
    }
    GatewayConfig read = context.configuration(config.file());
    List<CameraConfig> cameras = chosen(read.cameras());
    List<CameraOutcome> outcomes = outcomes(read, cameras);
    if (json) {
      ArrayNode all = new ObjectMapper().createArrayNode();
      outcomes.forEach(outcome -> all.add(outcome.json()));
      context.out().println(all.toPrettyString());
    } else {
      print(outcomes);
    }
    boolean good = outcomes.stream().allMatch(CameraOutcome::good);
    return (good ? ExitCode.DONE : ExitCode.FAILED).number();
  }

  private List<CameraConfig> chosen(List<CameraConfig> all) {
    if (all.isEmpty()) {
      throw context.failure(ExitCode.FAILED, "cameras.none");
    }
    List<String> known = all.stream().map(CameraConfig::id).toList();
    for (String id : ids) {
      if (!known.contains(id)) {
        throw context.failure(
            ExitCode.WRONG_USE, "cameras.unknown", id, String.join(", ", known));
      }
    }
    return all.stream().filter(camera -> ids.isEmpty() || ids.contains(camera.id())).toList();
  }

  private List<CameraOutcome> outcomes(GatewayConfig read, List<CameraConfig> cameras)
      throws InterruptedException {
    List<CameraOutcome> outcomes = new ArrayList<>();
    Duration patience = Duration.ofSeconds(seconds);
    try (CameraEye eye = new CameraEye(read, context);
        RunningService service = new RunningService(RunningService.address(read.ops()))) {
      for (CameraConfig camera : cameras) {
        context.err().println(context.messages().text("cameras.begins", camera.id()));
        outcomes.add(
            isPush(camera)
                ? new PushTrial(context, read, service).run(camera, patience)
                : eye.look(camera, patience));
      }
    }
    return outcomes;
  }

  private static boolean isPush(CameraConfig camera) {
    return camera.source() instanceof SourceConfig.SnapPush;
  }

  private void print(List<CameraOutcome> outcomes) {
    Messages messages = context.messages();
    Table table =
        new Table(
            messages.text("cameras.camera"),
            messages.text("cameras.source"),
            messages.text("cameras.picture"),
            messages.text("cameras.rate"),
            messages.text("cameras.codec"),
            messages.text("cameras.faces"),
            messages.text("cameras.first"),
            messages.text("cameras.look"),
            messages.text("cameras.result"));
    outcomes.forEach(outcome -> table.row(outcome.cells()));
    table.lines().forEach(context.out()::println);
    outcomes.stream()
        .flatMap(outcome -> outcome.advice().stream())
        .forEach(advice -> context.out().println("\n" + advice));
  }
}
