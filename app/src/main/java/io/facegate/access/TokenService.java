package io.facegate.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives out access tokens for API keys, and knows them again (RFC 6749, section 4.4). Nothing is
 * kept of a token: it carries its end, its key's mark and number, and a seal over them that only
 * this gateway can make. So it survives a restart, and dies with its key.
 */
public final class TokenService {
  private static final Duration LIFE = Duration.ofDays(30);
  private static final Duration REFRESH_LIFE = Duration.ofDays(3650);
  private static final String SCOPE =
      "public brain_all_scope audio_voice_assistant_get audio_tts_post";
  private static final Pattern FORM =
      Pattern.compile("24\\.([0-9a-f]{32})\\.2592000\\.(\\d{9,11})\\.(\\d{6})-(\\d{1,10})");
  private static final int SEAL_BYTES = 16;
  private static final int MARKS = 1_000_000;

  private final KeyStore keys;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  /** Tokens of a store's keys. */
  public TokenService(KeyStore keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Answers a request for a token; each parameter is empty when it did not come.
   *
   * @param grantType must be {@code client_credentials}
   * @param clientId a key's id
   * @param clientSecret its secret
   */
  public TokenAnswer grant(String grantType, String clientId, String clientSecret) {
    if (!grantType.equals("client_credentials")) {
      return new TokenAnswer.Refused(
          "unsupported_grant_type", "The authorization grant type is not supported", false);
    }
    try {
      KeyShelf shelf = keys.shelf();
      Optional<ApiKey> key = shelf.find(clientId);
      if (key.isEmpty()) {
        return new TokenAnswer.Refused("invalid_client", "unknown client id", false);
      }
      return key.get().secret().matches(clientSecret)
          ? granted(shelf, key.get())
          : new TokenAnswer.Refused("invalid_client", "Client authentication failed", true);
    } catch (KeyStoreException fault) {
      return new TokenAnswer.Unavailable();
    }
  }

  /**
   * Judges a token.
   *
   * @param dialect the id of the dialect that is spoken
   * @param token as it came, what Node SDKs append to it included; empty when none came
   */
  public Judgement<TokenFault> judge(String dialect, String token) {
    int tail = token.indexOf('?');
    Matcher parts = FORM.matcher(tail < 0 ? token : token.substring(0, tail));
    if (!parts.matches()) {
      return new Judgement.Refused<>(TokenFault.MALFORMED);
    }
    try {
      KeyShelf shelf = keys.shelf();
      long end = Long.parseLong(parts.group(2));
      byte[] seal = HexFormat.of().parseHex(parts.group(1));
      return owner(shelf, seal, end, parts.group(3), parts.group(4))
          .map(key -> judge(key, dialect, end))
          .orElseGet(() -> new Judgement.Refused<>(TokenFault.UNKNOWN));
    } catch (KeyStoreException fault) {
      return new Judgement.Unavailable<>();
    }
  }

  private Judgement<TokenFault> judge(ApiKey key, String dialect, long end) {
    if (clock.instant().getEpochSecond() >= end) {
      return new Judgement.Refused<>(TokenFault.EXPIRED);
    }
    return key.speaks(dialect)
        ? new Judgement.Granted<>(key)
        : new Judgement.Refused<>(TokenFault.FORBIDDEN);
  }

  private Optional<ApiKey> owner(
      KeyShelf shelf, byte[] seal, long end, String mark, String appNumber) {
    return shelf.ofAppNumber(appNumber).stream()
        .filter(key -> mark(shelf, key).equals(mark))
        .filter(key -> MessageDigest.isEqual(seal, seal(shelf, "24", key, end)))
        .findAny();
  }

  private TokenAnswer granted(KeyShelf shelf, ApiKey key) {
    Instant now = clock.instant();
    return new TokenAnswer.Granted(
        token(shelf, "24", key, LIFE, now),
        LIFE,
        SCOPE,
        token(shelf, "25", key, REFRESH_LIFE, now),
        randomHex(),
        randomHex());
  }

  private static String token(
      KeyShelf shelf, String kind, ApiKey key, Duration life, Instant now) {
    long end = now.plus(life).getEpochSecond();
    String seal = HexFormat.of().formatHex(seal(shelf, kind, key, end));
    return "%s.%s.%d.%d.%s-%s"
        .formatted(
            kind, seal, life.toSeconds(), end, mark(shelf, key), key.terms().appNumber());
  }

  private static byte[] seal(KeyShelf shelf, String kind, ApiKey key, long end) {
    String message =
        String.join("\n", "token", kind, key.id(), Long.toString(end), key.terms().appNumber());
    byte[] seal = new byte[SEAL_BYTES];
    System.arraycopy(shelf.seal(bytes(message)), 0, seal, 0, SEAL_BYTES);
    return seal;
  }

  /* Six digits that tell the keys of one application apart without naming them. */
  private static String mark(KeyShelf shelf, ApiKey key) {
    byte[] seal = shelf.seal(bytes("mark\n" + key.id()));
    int number = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      number = (number << Byte.SIZE) | (seal[i] & 0xff);
    }
    return "%06d".formatted(Integer.remainderUnsigned(number, MARKS));
  }

  private String randomHex() {
    byte[] bytes = new byte[SEAL_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
