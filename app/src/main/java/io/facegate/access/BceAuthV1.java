package io.facegate.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks request signatures of the published scheme bce-auth-v1. A signature covers the method, the
 * path, the query and the headers that it names; the body only when its digest is among them. It
 * may be used again while it counts: 30 minutes at most, and twice that a day for those who sign
 * with a 12-hour clock.
 */
public final class BceAuthV1 {
  private static final String MD5_HEADER = "content-md5";
  private static final Set<String> DEFAULT_HEADERS =
      Set.of("host", "content-length", "content-type", MD5_HEADER);
  private static final String VENDOR_HEADER = "x-bce-";
  /* All versions of the vendor's Java SDK write their hours on a dial of 12. */
  private static final String TWELVE_HOUR_DIAL = "aipSdk=java";

  private final KeyStore keys;
  private final InstantSource clock;
  private final Duration lifeMax;
  private final Duration skewMax;

  /** Signatures by a store's keys, within the bounds of its configuration. */
  public BceAuthV1(KeyStore keys, KeysConfig config, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
    this.lifeMax = config.signatureLifeMax();
    this.skewMax = config.clockSkewMax();
  }

  /** Whether a request has an authorization of this scheme, right or wrong. */
  public static boolean isOn(SignedRequest request) {
    return authorization(request).startsWith("bce-auth-v1");
  }

  /**
   * Judges a request; {@link #coversBody} is to be asked once its body is read.
   *
   * @param dialect the id of the dialect that is spoken
   */
  public Judgement<BceFault> judge(String dialect, SignedRequest request) {
    Optional<BceStamp> stamp = BceStamp.parse(authorization(request));
    if (stamp.isEmpty()) {
      return refused(BceFault.BAD_HEADER);
    }
    try {
      return keys.find(stamp.get().keyId())
          .map(key -> judge(dialect, request, stamp.get(), key))
          .orElseGet(() -> refused(BceFault.UNKNOWN_KEY));
    } catch (KeyStoreException fault) {
      return new Judgement.Unavailable<>();
    }
  }

  /** Whether a body is the one that was signed; also true when its digest was not. */
  public static boolean coversBody(SignedRequest request, byte[] body) {
    List<String> signed =
        BceStamp.parse(authorization(request)).map(BceStamp::signedHeaders).orElse(List.of());
    String digest = String.join(",", request.values(MD5_HEADER)).strip();
    boolean covered = signed.isEmpty() || signed.contains(MD5_HEADER);
    if (digest.isEmpty() || !covered) {
      return true;
    }
    byte[] actual = md5(body);
    return digest.toLowerCase(Locale.ROOT).equals(HexFormat.of().formatHex(actual))
        || digest.equals(Base64.getEncoder().encodeToString(actual));
  }

  private Judgement<BceFault> judge(
      String dialect, SignedRequest request, BceStamp stamp, ApiKey key) {
    if (!signs(key, request, stamp)) {
      return refused(BceFault.BAD_SIGNATURE);
    }
    Instant now = clock.instant();
    boolean current =
        BceQuery.holds(request.rawQuery(), TWELVE_HOUR_DIAL)
            ? stamp.currentOnTwelveHourDial(now, lifeMax, skewMax)
            : stamp.current(now, lifeMax, skewMax);
    if (!current) {
      return refused(BceFault.EXPIRED);
    }
    return key.speaks(dialect) ? new Judgement.Granted<>(key) : refused(BceFault.FORBIDDEN);
  }

  private static boolean signs(ApiKey key, SignedRequest request, BceStamp stamp) {
    Optional<String> headers = canonicalHeaders(request, stamp.signedHeaders());
    if (headers.isEmpty()) {
      return false;
    }
    byte[] signingKey = ascii(hex(Hmac.sha256(key.secret().bytes(), bytes(stamp.prefix()))));
    byte[] given = ascii(stamp.signature().toLowerCase(Locale.ROOT));
    String start = request.method() + "\n" + canonicalPath(request.rawPath()) + "\n";
    boolean signs = false;
    for (String query : BceQuery.readings(request.rawQuery())) {
      String canonical = start + query + "\n" + headers.get();
      signs |= MessageDigest.isEqual(given, ascii(hex(Hmac.sha256(signingKey, bytes(canonical)))));
    }
    return signs;
  }

  private static String canonicalPath(String rawPath) {
    List<String> segments = new ArrayList<>();
    for (String segment : rawPath.split("/", -1)) {
      segments.add(PercentCode.encode(PercentCode.decode(segment)));
    }
    String path = String.join("/", segments);
    return path.startsWith("/") ? path : "/" + path;
  }

  /* A signed header that came twice, or not at all, makes a signature worthless: who reads the
  request might take the other value. */
  private static Optional<String> canonicalHeaders(SignedRequest request, List<String> listed) {
    Set<String> names = listed.isEmpty() ? defaultHeaders(request) : new TreeSet<>(listed);
    List<String> lines = new ArrayList<>();
    for (String name : names) {
      List<String> values = request.values(name);
      if (values.size() != 1) {
        return Optional.empty();
      }
      String value = values.getFirst().strip();
      if (!value.isEmpty()) {
        lines.add(PercentCode.encode(bytes(name)) + ":" + PercentCode.encode(bytes(value)));
      }
    }
    Collections.sort(lines);
    return names.contains("host") ? Optional.of(String.join("\n", lines)) : Optional.empty();
  }

  private static Set<String> defaultHeaders(SignedRequest request) {
    Set<String> names = new TreeSet<>();
    for (String name : request.headers().keySet()) {
      if (DEFAULT_HEADERS.contains(name) || name.startsWith(VENDOR_HEADER)) {
        names.add(name);
      }
    }
    return names;
  }

  private static String authorization(SignedRequest request) {
    List<String> values = request.values("authorization");
    return values.size() == 1 ? values.getFirst().strip() : "";
  }

  private static Judgement<BceFault> refused(BceFault fault) {
    return new Judgement.Refused<>(fault);
  }

  private static byte[] md5(byte[] body) {
    try {
      return MessageDigest.getInstance("MD5").digest(body);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
