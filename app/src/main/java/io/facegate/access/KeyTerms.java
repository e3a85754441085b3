package io.facegate.access;

import java.util.Set;
import java.util.TreeSet;

/**
 * What an API key stands for and allows.
 *
 * @param appId whose gallery its calls see: 1-48 of {@code [0-9A-Za-z_]}
 * @param appNumber the decimal number by which two of the vendors name an application: the tail of
 *     AIP access tokens, and what youtu callers sign; 1-10 digits. Empty when a key is asked for:
 *     the application's number is then taken, or one is drawn. Keys of several applications may
 *     share a number and differ in their buckets
 * @param dialects ids of the dialects that may be spoken with it; empty for all
 * @param buckets youtu's bucket names that may be named with it; empty for all
 * @param allowance its limits; default none
 * @param note the operator's words, up to 200 characters; may be empty
 */
public record KeyTerms(
    String appId,
    String appNumber,
    Set<String> dialects,
    Set<String> buckets,
    Allowance allowance,
    String note) {
  private static final int NAMES_MAX = 32;
  private static final int NOTE_LENGTH_MAX = 200;

  /**
   * Checks the form of each part.
   *
   * @throws IllegalArgumentException when one breaks its rule
   */
  public KeyTerms {
    check(appId.matches("\\w{1,48}"), "an app id has 1 to 48 letters, digits or underscores");
    check(appNumber.matches("\\d{0,10}"), "an app number has 1 to 10 digits");
    check(named(dialects, "[a-z][a-z0-9]{0,31}"), "a dialect is named by letters and digits");
    check(named(buckets, "[0-9A-Za-z_.-]{1,64}"), "a bucket has 1 to 64 letters, digits, _ . -");
    check(
        note.length() <= NOTE_LENGTH_MAX && note.chars().noneMatch(Character::isISOControl),
        "a note has up to 200 characters on one line");
    dialects = Set.copyOf(dialects);
    buckets = Set.copyOf(buckets);
  }

  /** Everything allowed for an app id. */
  public static KeyTerms of(String appId) {
    return new KeyTerms(appId, "", Set.of(), Set.of(), Allowance.UNLIMITED, "");
  }

  KeyTerms withAppNumber(String number) {
    return new KeyTerms(appId, number, dialects, buckets, allowance, note);
  }

  @Override
  public String toString() {
    return "%s %s %s %s %s %s"
        .formatted(
            appId, appNumber, new TreeSet<>(dialects), new TreeSet<>(buckets), allowance, note);
  }

  private static boolean named(Set<String> names, String form) {
    return names.size() <= NAMES_MAX && names.stream().allMatch(name -> name.matches(form));
  }

  private static void check(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
