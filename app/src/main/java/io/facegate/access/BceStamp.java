package io.facegate.access;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An authorization of the form {@code
 * bce-auth-v1/{ak}/{yyyy-mm-ddThh:mm:ssZ}/{seconds}/{signedHeaders}/{hex}}.
 *
 * @param keyId whose secret signed
 * @param prefix the text up to the seconds, from which the signing key is derived
 * @param time when it was signed, as its writer thinks
 * @param life how long it is to count
 * @param signedHeaders names in lower case; empty for the default set
 * @param signature 64 hexadecimal digits
 */
record BceStamp(
    String keyId,
    String prefix,
    Instant time,
    Duration life,
    List<String> signedHeaders,
    String signature) {
  private static final int LENGTH_MAX = 2048;
  private static final Pattern FORM =
      Pattern.compile(
          "(bce-auth-v1/([^/\\s]{1,128})/(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ)/(\\d{1,9}))"
              + "/([!#$%&'*+.^_`|~0-9A-Za-z;-]*)/([0-9a-fA-F]{64})");

  /** Reads one; empty when it has not the form. */
  static Optional<BceStamp> parse(String authorization) {
    Matcher parts = FORM.matcher(authorization.strip());
    if (authorization.length() > LENGTH_MAX || !parts.matches()) {
      return Optional.empty();
    }
    String names = parts.group(5).toLowerCase(Locale.ROOT);
    try {
      return Optional.of(
          new BceStamp(
              parts.group(2),
              parts.group(1),
              Instant.parse(parts.group(3)),
              Duration.ofSeconds(Long.parseLong(parts.group(4))),
              names.isEmpty() ? List.of() : List.of(names.split(";")),
              parts.group(6)));
    } catch (DateTimeParseException noDate) {
      return Optional.empty();
    }
  }

  /** Whether a request that carries it may be answered now. */
  boolean current(Instant now, Duration lifeMax, Duration skewMax) {
    return counts(time, now, lifeMax, skewMax);
  }

  /**
   * The same for a writer whose clock has a dial of 12 hours, without telling morning from
   * afternoon: 20:50 becomes 08:50, and 00:30 becomes 12:30.
   */
  boolean currentOnTwelveHourDial(Instant now, Duration lifeMax, Duration skewMax) {
    long hour = Math.floorMod(time.getEpochSecond(), Duration.ofDays(1).toSeconds()) / 3600;
    Duration half = Duration.ofHours(12);
    return counts(time, now, lifeMax, skewMax)
        || (hour >= 1 && hour < 12 && counts(time.plus(half), now, lifeMax, skewMax))
        || (hour == 12 && counts(time.minus(half), now, lifeMax, skewMax));
  }

  private boolean counts(Instant from, Instant now, Duration lifeMax, Duration skewMax) {
    Duration counted = life.compareTo(lifeMax) < 0 ? life : lifeMax;
    return !now.isBefore(from.minus(skewMax)) && !now.isAfter(from.plus(counted));
  }
}
