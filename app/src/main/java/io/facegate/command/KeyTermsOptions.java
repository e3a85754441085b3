package io.facegate.command;

import io.facegate.access.Allowance;
import io.facegate.access.KeyTerms;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import picocli.CommandLine.Option;

/** What a key opens, and how much. */
final class KeyTermsOptions {
  @Option(names = "--number", paramLabel = "DIGITS", descriptionKey = "keys.option.number")
  private String number = "";

  @Option(names = "--dialects", paramLabel = "ID,ID", descriptionKey = "keys.option.dialects")
  private String dialects = "";

  @Option(names = "--buckets", paramLabel = "NAME,NAME", descriptionKey = "keys.option.buckets")
  private String buckets = "";

  @Option(names = "--per-second", paramLabel = "N", descriptionKey = "keys.option.perSecond")
  private int perSecond;

  @Option(names = "--per-day", paramLabel = "N", descriptionKey = "keys.option.perDay")
  private long perDay;

  @Option(names = "--total", paramLabel = "N", descriptionKey = "keys.option.total")
  private long total;

  @Option(names = "--note", paramLabel = "TEXT", descriptionKey = "keys.option.note")
  private String note = "";

  /**
   * The terms of a key for an app.
   *
   * @throws IllegalArgumentException when they make no sense; the message tells why
   */
  KeyTerms terms(String appId) {
    return new KeyTerms(
        appId,
        number,
        names(dialects),
        names(buckets),
        new Allowance(perSecond, perDay, total),
        note);
  }

  private static Set<String> names(String list) {
    return list.isEmpty() ? Set.of() : new LinkedHashSet<>(Arrays.asList(list.split(",")));
  }
}
