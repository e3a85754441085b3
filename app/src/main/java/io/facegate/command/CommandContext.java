package io.facegate.command;

import io.facegate.config.ConfigException;
import io.facegate.config.GatewayConfig;
import io.facegate.config.GatewayConfigReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What every command works with.
 *
 * @param environment the variables of the process
 * @param out where answers go
 * @param err where errors and progress go
 * @param messages the texts in the operator's language
 * @param version of this program
 * @param start starts the service
 * @param demonstration starts the demonstration
 */
record CommandContext(
    Map<String, String> environment,
    PrintStream out,
    PrintStream err,
    Messages messages,
    String version,
    ServiceStart start,
    DemonstrationStart demonstration) {

  private static final Path USUAL_CONFIG = Path.of("/etc/facegate/facegate.yaml");

  /** Prints a line of {@link Messages}. */
  void say(String key, Object... arguments) {
    out.println(messages.text(key, arguments));
  }

  /** The end of a command for a reason of {@link Messages}. */
  CommandException failure(ExitCode exit, String key, Object... arguments) {
    return new CommandException(exit, messages.text(key, arguments));
  }

  /** The file that is named, or else what the environment names, or else the usual one if there. */
  Optional<Path> configurationFile(@Nullable Path named) {
    return Optional.ofNullable(named)
        .or(
            () ->
                Optional.ofNullable(environment.get("FACEGATE_CONFIG"))
                    .filter(name -> !name.isBlank())
                    .map(Path::of))
        .or(() -> Optional.of(USUAL_CONFIG).filter(Files::exists));
  }

  /**
   * That file, which there must be.
   *
   * @throws CommandException when there is none
   */
  Path requiredConfigurationFile(@Nullable Path named) {
    return configurationFile(named)
        .orElseThrow(() -> failure(ExitCode.WRONG_USE, "config.none", USUAL_CONFIG));
  }

  /**
   * Reads the configuration of that file.
   *
   * @throws CommandException when there is none
   * @throws ConfigException with every problem, when there is any
   */
  GatewayConfig configuration(@Nullable Path named) {
    return reader().read(requiredConfigurationFile(named));
  }

  /**
   * Reads the configuration of that file, for a command that writes into the data folder.
   *
   * @throws CommandException when the service could not read what this user makes there
   */
  GatewayConfig configurationOfOwner(@Nullable Path named) throws IOException {
    GatewayConfig config = configuration(named);
    Path data = config.data();
    if (Files.exists(data) && System.getProperty("user.name").equals("root")) {
      String owner = Files.getOwner(data).getName();
      if (!owner.equals("root")) {
        throw failure(ExitCode.WRONG_USE, "config.owner", data, owner);
      }
    }
    return config;
  }

  /** A reader of configurations, overridden by the environment, beside the service. */
  GatewayConfigReader reader() {
    return GatewayConfigReader.besideTheService(environment);
  }
}
