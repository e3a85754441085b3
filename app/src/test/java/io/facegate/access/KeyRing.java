package io.facegate.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Keys in a folder with everything that judges callers by them, and a hand that signs as callers
 * do.
 */
public final class KeyRing implements AutoCloseable {
  private final SetClock clock;
  private final KeyFolders folders;
  private final KeyStore store;
  private final UsedSignatures used;
  private final List<RateLimits> opened = new ArrayList<>();

  /** Keys at a moment, of which there are none yet. */
  public KeyRing(Path folder, SetClock clock) throws IOException {
    this.clock = clock;
    folders = KeyFolders.in(folder);
    store = folders.open(clock);
    used = UsedSignatures.open(folders.data(), clock);
  }

  /** The keys. */
  public KeyStore store() {
    return store;
  }

  /** Gives out tokens. */
  public TokenService tokens() {
    return new TokenService(store, clock);
  }

  /** Checks signatures of AIP. */
  public BceAuthV1 bce() {
    return new BceAuthV1(store, folders.config(), clock);
  }

  /** Checks signatures of youtu. */
  public YoutuSignatures youtu() {
    return new YoutuSignatures(store, used, clock);
  }

  /** Counts requests. */
  public RateLimits limits(int gatewayPerSecond) {
    RateLimits limits = new RateLimits(store, folders.data(), gatewayPerSecond, clock);
    opened.add(limits);
    return limits;
  }

  /** Makes the keys unreadable. */
  public void damage() throws IOException {
    Files.writeString(folders.keyFile(), "damaged");
  }

  /** An access token of a key. */
  public String token(ApiKey key) {
    TokenAnswer answer = tokens().grant("client_credentials", key.id(), key.secret().reveal());
    return ((TokenAnswer.Granted) answer).accessToken();
  }

  /** A youtu signature over a text. */
  public static String youtu(ApiKey key, String text) {
    byte[] plain = text.formatted(key.id()).getBytes(StandardCharsets.UTF_8);
    byte[] mac = Hmac.sha1(key.secret().bytes(), plain);
    byte[] both = new byte[mac.length + plain.length];
    System.arraycopy(mac, 0, both, 0, mac.length);
    System.arraycopy(plain, 0, both, mac.length, plain.length);
    return Base64.getEncoder().encodeToString(both);
  }

  /** Lets time pass. */
  public void pass(Duration time) {
    clock.pass(time);
  }

  @Override
  public void close() {
    opened.forEach(RateLimits::close);
    used.close();
  }
}
