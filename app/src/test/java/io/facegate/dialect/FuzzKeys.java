package io.facegate.dialect;

import io.facegate.access.AccessConfig;
import io.facegate.access.AccessPolicy;
import io.facegate.access.Allowance;
import io.facegate.access.ApiKey;
import io.facegate.access.BceSigner;
import io.facegate.access.KeyRing;
import io.facegate.access.KeyTerms;
import io.facegate.access.SetClock;
import io.facegate.core.FaceService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * The real gate for API keys, but one that turns away only some of those whom it would turn away:
 * what lies behind it shall be reached by many. Signs requests as callers do.
 */
final class FuzzKeys implements Gatekeeper, AutoCloseable {
  private static final String TIME = "2026-11-21T10:00:00Z";
  private static final String YOUTU = "a=123456&b=test&k=%s&e=1795255500&t=1795255200&r=1&u=0&f=";

  private final int turnedAwayEach;
  private final KeyRing ring;
  private final ApiKey key;
  private final KeyGatekeeper gate;
  private final String token;
  private final TokenEndpoint endpoint;
  private final AtomicLong admitted = new AtomicLong();
  private final AtomicLong denied = new AtomicLong();

  /**
   * A gate.
   *
   * @param turnedAwayEach one in so many of those whom it would turn away; 0 for none
   */
  FuzzKeys(Path folder, FaceService service, int turnedAwayEach) {
    this.turnedAwayEach = turnedAwayEach;
    try {
      ring = new KeyRing(folder, new SetClock(TIME));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    key =
        ring.store()
            .create(
                new KeyTerms(
                    OpenGate.APP, "123456", Set.of(), Set.of("test"), Allowance.UNLIMITED, ""));
    token = ring.token(key);
    gate =
        new KeyGatekeeper(
            new NetworkGatekeeper(new AccessPolicy(AccessConfig.defaults())),
            ring.tokens(),
            ring.bce(),
            ring.youtu(),
            ring.limits(0));
    DialectHost host =
        new DialectHost(
            FuzzRig.dialects(),
            service,
            this,
            (dialect, operation, outcome, took) -> {},
            HttpLimits.defaults());
    endpoint = new TokenEndpoint(ring.tokens(), host);
  }

  @Override
  public Admission admit(HttpRequest request, Credentials credentials, String dialect) {
    try {
      Admission admission = gate.admit(request, credentials, dialect);
      admitted.incrementAndGet();
      return admission;
    } catch (DeniedException turnedAway) {
      long count = denied.incrementAndGet();
      if (turnedAwayEach > 0 && count % turnedAwayEach == 0) {
        throw turnedAway;
      }
      return Admission.to(OpenGate.APP);
    }
  }

  /** With credentials that are right instead of those there are. */
  FuzzRequest signed(FuzzRequest request, RandomGenerator random) {
    FuzzRequest named =
        request.withTarget(
            request.target().replaceFirst("access_token=[^&]*", "access_token=" + token));
    String authorization = named.header("authorization").orElse("");
    if (authorization.isEmpty() || random.nextInt(4) == 0) {
      return named;
    }
    if (authorization.toLowerCase(Locale.ROOT).startsWith("bce-auth-v1")) {
      return named.query().isEmpty() ? bceSigned(named) : named;
    }
    return named.with("Authorization", KeyRing.youtu(key, YOUTU));
  }

  /** A request for a token that would be granted. */
  FuzzRequest forToken() {
    String form =
        "grant_type=client_credentials&client_id=" + key.id() + "&client_secret="
            + key.secret().reveal();
    return FuzzRequest.parse(
            "POST /oauth/2.0/token HTTP/1.1\nContent-Type: application/x-www-form-urlencoded\n\n"
                .getBytes(StandardCharsets.UTF_8))
        .withBody(form);
  }

  /** Answers a request for a token. */
  DialectHost.Reply grant(HttpRequest request, DialectHost.BodySource body) {
    return endpoint.answer(request, body);
  }

  /** How many were let in, and how many not, at the time of asking. */
  String counts() {
    return "%d admitted by key or network, %d not".formatted(admitted.get(), denied.get());
  }

  private FuzzRequest bceSigned(FuzzRequest request) {
    String canonical = request.method() + "\n" + request.path() + "\n\nhost:gate";
    try {
      String authorization = BceSigner.authorization(key, TIME + "/1800", "host", canonical);
      return request
          .with("Host", "gate")
          .without("x-bce-content-sha256")
          .with("authorization", authorization);
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void close() {
    ring.close();
  }
}
