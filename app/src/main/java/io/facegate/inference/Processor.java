package io.facegate.inference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;

/** The processor, as far as measured times depend on it. */
final class Processor {
  static final String NAME = name();

  private Processor() {}

  private static String name() {
    String model = "";
    try (Stream<String> lines =
        Files.lines(Path.of("/proc/cpuinfo"), StandardCharsets.ISO_8859_1)) {
      model =
          String.join(
              " ",
              lines
                  .filter(line -> line.matches("(model name|flags|Features|CPU part)\\b.*"))
                  .distinct()
                  .limit(8)
                  .toList());
    } catch (IOException | UncheckedIOException elsewhere) {
      model = System.getProperty("os.name");
    }
    return "%s-%d-%s"
        .formatted(
            System.getProperty("os.arch").toLowerCase(Locale.ROOT),
            Runtime.getRuntime().availableProcessors(),
            HexFormat.of().toHexDigits(model.hashCode()));
  }
}
