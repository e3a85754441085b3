package io.facegate.command;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What a command said, and how it ended. */
record Said(int status, String out, String err) {
  /** Says words in an environment; neither service nor demonstration can be started. */
  static Said in(Map<String, String> environment, String... words) {
    return in(
        environment,
        (config, file) -> {
          throw new IllegalStateException("no service here");
        },
        words);
  }

  /** Says words in an environment. */
  static Said in(Map<String, String> environment, ServiceStart start, String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status = commands(environment, out, err, start).run(List.of(words));
    return new Said(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** The commands of an environment, to be looked at. */
  static Commands commands(Map<String, String> environment) {
    OutputStream nowhere = OutputStream.nullOutputStream();
    return commands(environment, nowhere, nowhere, (config, file) -> {});
  }

  private static Commands commands(
      Map<String, String> environment, OutputStream out, OutputStream err, ServiceStart start) {
    return new Commands(
        environment,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        "1.2.3",
        start,
        port -> port.accept(1883));
  }
}
