package io.facegate.command;

import io.facegate.config.GatewayConfig;
import io.facegate.config.GatewayConfigReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Names the models of a report: those of a folder, or of a configuration, or the built-in ones. */
final class ModelsOption {
  @Mixin private final ConfigOption config = new ConfigOption();

  @Option(names = "--models", paramLabel = "DIR", descriptionKey = "option.models")
  private @Nullable Path folder;

  /* Models that are named need no configuration, which may be closed to whoever tries them out. */
  GatewayConfig configuration(CommandContext context) {
    Map<String, String> settings = new TreeMap<>(context.environment());
    if (folder != null) {
      settings.put("FACEGATE_MODELS_FOLDER", folder.toString());
    }
    Optional<Path> file =
        folder != null && config.file() == null
            ? Optional.empty()
            : context.configurationFile(config.file());
    GatewayConfigReader reader = new GatewayConfigReader(settings);
    return file.isPresent() ? reader.read(file.get()) : reader.read("the defaults", "");
  }
}
