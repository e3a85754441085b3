package io.facegate.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads times such as {@code 500ms} or {@code 2h} and sizes such as {@code 10MiB}. */
final class Units {
  private static final Pattern QUANTITY = Pattern.compile("(\\d{1,12})\\s*([A-Za-z]*)");
  private static final Map<String, Duration> TIMES =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));
  private static final Map<String, Long> SIZES =
      Map.of("", 1L, "B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

  private Units() {}

  static Optional<Duration> duration(String text) {
    Matcher quantity = QUANTITY.matcher(text.strip());
    if (!quantity.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(quantity.group(1));
    return Optional.ofNullable(TIMES.get(quantity.group(2))).map(unit -> unit.multipliedBy(number));
  }

  static Optional<Long> bytes(String text) {
    Matcher quantity = QUANTITY.matcher(text.strip());
    if (!quantity.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(quantity.group(1));
    return Optional.ofNullable(SIZES.get(quantity.group(2)))
        .filter(unit -> number <= Long.MAX_VALUE / unit)
        .map(unit -> unit * number);
  }

  static String show(Duration time) {
    if (time.toMillis() % 1000 != 0) {
      return time.toMillis() + "ms";
    }
    long seconds = time.toSeconds();
    return seconds % 3600 == 0 && seconds > 0
        ? seconds / 3600 + "h"
        : seconds % 60 == 0 && seconds > 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
