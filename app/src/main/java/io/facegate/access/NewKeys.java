package io.facegate.access;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Draws keys by chance, or takes in those of others. */
final class NewKeys {
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int ID_LENGTH = 24;
  private static final int SECRET_LENGTH = 32;
  private static final int NUMBER_MIN = 10_000_000;
  private static final int NUMBER_END = 100_000_000;

  private final SecureRandom random = new SecureRandom();

  /** A key with 143 bits of id and 190 bits of secret, unlike all others. */
  ApiKey draw(KeyTerms terms, List<ApiKey> others, Instant now) {
    return key(text(ID_LENGTH), text(SECRET_LENGTH), terms, others, now);
  }

  /** A key that somebody else drew. */
  ApiKey adopted(
      String id, String secret, KeyTerms terms, List<ApiKey> others, Instant now) {
    if (!id.matches("[0-9A-Za-z_-]{8,64}")) {
      throw new IllegalArgumentException("a key id has 8 to 64 letters, digits, _ or -");
    }
    if (!secret.matches("[!-~]{16,128}")) {
      throw new IllegalArgumentException("a secret has 16 to 128 visible characters");
    }
    if (others.stream().anyMatch(other -> other.id().equals(id))) {
      throw new IllegalArgumentException(
          "a key has this id already; once revoked, it does not come back");
    }
    return key(id, secret, terms, others, now);
  }

  private ApiKey key(
      String id, String secret, KeyTerms terms, List<ApiKey> others, Instant now) {
    KeyTerms numbered =
        terms.appNumber().isEmpty() ? terms.withAppNumber(number(terms, others)) : terms;
    return new ApiKey(id, KeySecret.of(secret), numbered, now, Instant.MAX);
  }

  private String number(KeyTerms terms, List<ApiKey> others) {
    for (ApiKey other : others) {
      if (other.appId().equals(terms.appId())) {
        return other.terms().appNumber();
      }
    }
    String drawn;
    do {
      drawn = Integer.toString(random.nextInt(NUMBER_MIN, NUMBER_END));
    } while (taken(drawn, others));
    return drawn;
  }

  private static boolean taken(String number, List<ApiKey> others) {
    return others.stream().anyMatch(other -> other.terms().appNumber().equals(number));
  }

  private String text(int length) {
    return random
        .ints(length, 0, ALPHABET.length())
        .mapToObj(at -> String.valueOf(ALPHABET.charAt(at)))
        .collect(Collectors.joining());
  }
}
