package io.facegate.command;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The figures of a running service, from Prometheus text. */
final class Metrics {
  private static final Pattern LINE =
      Pattern.compile("(?m)^([A-Za-z_:][A-Za-z0-9_:]*)(?:\\{([^}]*)\\})? (\\S+)");
  private static final Pattern FIGURE = Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");
  private static final Pattern CAMERA = Pattern.compile("(?:^|,)camera=\"([^\"]*)\"");

  private final Map<Key, Double> figures = new HashMap<>();

  private record Key(String name, String camera) {}

  private Metrics() {}

  /** Reads a page; what is no figure is passed over. */
  static Metrics read(String page) {
    Metrics metrics = new Metrics();
    Matcher line = LINE.matcher(page);
    while (line.find()) {
      String labels = line.group(2) == null ? "" : line.group(2);
      Matcher camera = CAMERA.matcher(labels);
      parsed(line.group(3))
          .ifPresent(
              figure ->
                  metrics.figures.put(
                      new Key(line.group(1), camera.find() ? camera.group(1) : ""), figure));
    }
    return metrics;
  }

  private static OptionalDouble parsed(String text) {
    return FIGURE.matcher(text).matches()
        ? OptionalDouble.of(Double.parseDouble(text))
        : OptionalDouble.empty();
  }

  /** A figure of the service. */
  OptionalDouble figure(String name) {
    return figure(name, "");
  }

  /** A figure of a camera. */
  OptionalDouble figure(String name, String camera) {
    Double figure = figures.get(new Key(name, camera));
    return figure == null ? OptionalDouble.empty() : OptionalDouble.of(figure);
  }
}
