package io.facegate.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Names the configuration that a command acts on. */
final class ConfigOption {
  @Option(names = "--config", paramLabel = "FILE", descriptionKey = "option.config")
  private @Nullable Path file;

  /** The file named, if any. */
  @Nullable Path file() {
    return file;
  }
}
