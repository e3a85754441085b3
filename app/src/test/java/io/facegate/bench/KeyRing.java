package io.facegate.bench;

import io.facegate.access.AccessConfig;
import io.facegate.access.AccessPolicy;
import io.facegate.access.Allowance;
import io.facegate.access.ApiKey;
import io.facegate.access.BceAuthV1;
import io.facegate.access.KeyStore;
import io.facegate.access.KeyTerms;
import io.facegate.access.KeysConfig;
import io.facegate.access.RateLimits;
import io.facegate.access.TokenAnswer;
import io.facegate.access.TokenService;
import io.facegate.access.UsedSignatures;
import io.facegate.access.YoutuSignatures;
import io.facegate.dialect.Gatekeeper;
import io.facegate.dialect.KeyGatekeeper;
import io.facegate.dialect.NetworkGatekeeper;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;

/** A key of an app, and the gate that it opens. */
final class KeyRing implements AutoCloseable {
  private final ApiKey key;
  private final String token;
  private final UsedSignatures used;
  private final RateLimits limits;
  private final Gatekeeper gatekeeper;

  KeyRing(Path data, Path masterKey, String app) {
    Clock clock = Clock.systemUTC();
    KeysConfig config = KeysConfig.at(data, masterKey);
    KeyStore keys = KeyStore.open(config, clock);
    key =
        keys.create(
            new KeyTerms(app, "10000379", Set.of(), Set.of(), Allowance.UNLIMITED, "a bench's"));
    TokenService tokens = new TokenService(keys, clock);
    token =
        tokens.grant("client_credentials", key.id(), key.secret().reveal())
                instanceof TokenAnswer.Granted granted
            ? granted.accessToken()
            : "";
    used = UsedSignatures.open(data, clock);
    limits = new RateLimits(keys, data, 0, clock);
    gatekeeper =
        new KeyGatekeeper(
            new NetworkGatekeeper(new AccessPolicy(AccessConfig.defaults())),
            tokens,
            new BceAuthV1(keys, config, clock),
            new YoutuSignatures(keys, used, clock),
            limits);
  }

  ApiKey key() {
    return key;
  }

  String token() {
    return token;
  }

  Gatekeeper gatekeeper() {
    return gatekeeper;
  }

  @Override
  public void close() {
    limits.close();
    used.close();
  }
}
