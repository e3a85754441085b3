package io.facegate.access;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Checks youtu signatures: {@code base64(HMAC-SHA1(secret, text) + text)}. One that ends counts any
 * number of times until then, at most three months from now; one without an end counts once, within
 * ten minutes of its stamp.
 */
public final class YoutuSignatures {
  private static final long LIFE_SECONDS_MAX = Duration.ofDays(92).toSeconds();

  private final KeyStore keys;
  private final UsedSignatures used;
  private final InstantSource clock;

  /** Signatures by a store's keys; those that count once are remembered. */
  public YoutuSignatures(KeyStore keys, UsedSignatures used, InstantSource clock) {
    this.keys = keys;
    this.used = used;
    this.clock = clock;
  }

  /**
   * Judges a signature, and uses it up when it counts once. What it grants is still to be held
   * against the body.
   *
   * @param dialect the id of the dialect that is spoken
   * @param authorization the header of this name, or empty
   */
  public YoutuVerdict judge(String dialect, String authorization) {
    if (authorization.isBlank()) {
      return new YoutuVerdict.Refused(YoutuFault.EMPTY);
    }
    Optional<YoutuFields> fields = YoutuFields.parse(authorization);
    if (fields.isEmpty()) {
      return new YoutuVerdict.Refused(YoutuFault.MALFORMED);
    }
    try {
      return judge(dialect, fields.get());
    } catch (KeyStoreException fault) {
      return new YoutuVerdict.Unavailable();
    }
  }

  private YoutuVerdict judge(String dialect, YoutuFields fields) {
    KeyShelf shelf = keys.shelf();
    List<ApiKey> ofApp = shelf.ofAppNumber(fields.field("a"));
    Optional<ApiKey> key = shelf.find(fields.field("k")).filter(found -> found.speaks(dialect));
    if (ofApp.isEmpty()) {
      return new YoutuVerdict.Refused(YoutuFault.APP_UNKNOWN);
    }
    if (key.isEmpty()) {
      return new YoutuVerdict.Refused(YoutuFault.SECRET_ID_UNKNOWN);
    }
    if (!ofApp.contains(key.get())) {
      return new YoutuVerdict.Refused(YoutuFault.APP_MISMATCH);
    }
    byte[] mac = Hmac.sha1(key.get().secret().bytes(), fields.text());
    if (!MessageDigest.isEqual(mac, fields.mac())) {
      return new YoutuVerdict.Refused(YoutuFault.BAD_SIGNATURE);
    }
    return outOfTime(fields)
        .<YoutuVerdict>map(YoutuVerdict.Refused::new)
        .orElseGet(() -> new YoutuVerdict.Granted(key.get(), fields.field("b")));
  }

  private Optional<YoutuFault> outOfTime(YoutuFields fields) {
    long now = clock.instant().getEpochSecond();
    if (fields.isSingleUse()) {
      return fields.field("f").isEmpty()
          ? Optional.of(YoutuFault.MALFORMED)
          : used.use(fields.mac(), fields.number("t"), now);
    }
    if (fields.number("e") < now) {
      return Optional.of(YoutuFault.EXPIRED);
    }
    return fields.number("e") - now > LIFE_SECONDS_MAX
        ? Optional.of(YoutuFault.MALFORMED)
        : Optional.empty();
  }
}
