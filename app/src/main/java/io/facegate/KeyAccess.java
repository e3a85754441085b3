package io.facegate;

import io.facegate.access.BceAuthV1;
import io.facegate.access.KeyStore;
import io.facegate.access.KeysConfig;
import io.facegate.access.RateLimits;
import io.facegate.access.TokenService;
import io.facegate.access.UsedSignatures;
import io.facegate.access.YoutuSignatures;
import io.facegate.dialect.Gatekeeper;
import io.facegate.dialect.KeyGatekeeper;
import java.time.Clock;

/** Everything that lets callers in by API keys, and what has to be kept of it on disk. */
final class KeyAccess implements AutoCloseable {
  private final KeysConfig config;
  private final Clock clock;
  private final KeyStore keys;
  private final UsedSignatures used;
  private final RateLimits limits;

  private KeyAccess(KeysConfig config, Clock clock, KeyStore keys) {
    this.config = config;
    this.clock = clock;
    this.keys = keys;
    this.used = UsedSignatures.open(config.folder(), clock);
    this.limits =
        new RateLimits(keys, config.folder(), config.requestsPerSecondMax(), clock);
  }

  /**
   * Opens the keys.
   *
   * @throws io.facegate.access.KeyStoreException when they cannot be read; the message tells why
   */
  static KeyAccess open(KeysConfig config, Clock clock) {
    return new KeyAccess(config, clock, KeyStore.open(config, clock));
  }

  /** Gives out tokens for the keys. */
  TokenService tokens() {
    return new TokenService(keys, clock);
  }

  /** A gate for those who have keys; the others are left to another one. */
  Gatekeeper gatekeeper(Gatekeeper network) {
    return new KeyGatekeeper(
        network,
        tokens(),
        new BceAuthV1(keys, config, clock),
        new YoutuSignatures(keys, used, clock),
        limits);
  }

  @Override
  public void close() {
    limits.close();
    used.close();
  }
}
