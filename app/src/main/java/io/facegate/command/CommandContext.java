package io.facegate.command;

import io.facegate.config.ConfigException;
import io.facegate.config.GatewayConfig;
import io.facegate.config.GatewayConfigReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
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
   * @throws CommandException when there is none, or none that this user may see
   */
  Path requiredConfigurationFile(@Nullable Path named) {
    return configurationFile(named)
        .orElseThrow(
            () ->
                isHidden(USUAL_CONFIG)
                    ? denied(USUAL_CONFIG)
                    : failure(ExitCode.WRONG_USE, "config.none", USUAL_CONFIG));
  }

  /* Whether a file is there cannot be known in a folder that may not be searched. */
  private static boolean isHidden(Path file) {
    Path folder = file.getParent();
    return folder != null && Files.isDirectory(folder) && !Files.isExecutable(folder);
  }

  private CommandException denied(Path file) {
    return failure(ExitCode.FAILED, "config.denied", file, user());
  }

  private static String user() {
    return System.getProperty("user.name", "");
  }

  /**
   * Reads the configuration of that file.
   *
   * @throws CommandException when there is none, or none that this user may read
   * @throws ConfigException with every problem, when there is any
   */
  GatewayConfig configuration(@Nullable Path named) {
    Path file = requiredConfigurationFile(named);
    if (Files.exists(file) && !Files.isReadable(file)) {
      throw denied(file);
    }
    return reader().read(file);
  }

  /**
   * Reads the configuration of that file, for a command that writes into the data folder.
   *
   * @throws CommandException when this user may not write there, or the service could not read what
   *     root makes there; the launcher sees to that where it finds the data folder
   */
  GatewayConfig configurationOfOwner(@Nullable Path named) throws IOException {
    GatewayConfig config = configuration(named);
    Path data = config.data().toAbsolutePath().normalize();
    Path there = data;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    String owner = owner(there);
    boolean fits = user().equals("root") ? owner.equals("root") : Files.isWritable(there);
    if (!fits) {
      throw failure(ExitCode.WRONG_USE, "config.owner", data, owner, user());
    }
    return config;
  }

  /** The owner but root of a folder or of what leads to it, who could put another in its place. */
  private static String owner(Path folder) throws IOException {
    for (Path way : List.of(folder, folder.toRealPath())) {
      for (Path place = way; place != null; place = place.getParent()) {
        String owner = Files.getOwner(place, LinkOption.NOFOLLOW_LINKS).getName();
        if (!owner.equals("root")) {
          return owner;
        }
      }
    }
    return "root";
  }

  /** A reader of configurations, overridden by the environment, beside the service. */
  GatewayConfigReader reader() {
    return GatewayConfigReader.besideTheService(environment);
  }
}
