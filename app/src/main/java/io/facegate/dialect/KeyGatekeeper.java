package io.facegate.dialect;

import io.facegate.access.ApiKey;
import io.facegate.access.BceAuthV1;
import io.facegate.access.BceFault;
import io.facegate.access.Denial;
import io.facegate.access.Judgement;
import io.facegate.access.LimitHit;
import io.facegate.access.RateLimits;
import io.facegate.access.SignedRequest;
import io.facegate.access.TokenFault;
import io.facegate.access.TokenService;
import io.facegate.access.YoutuSignatures;
import io.facegate.access.YoutuVerdict;
import java.util.function.Function;

/**
 * Lets callers in by an API key: by an access token that was given out for it, or by a signature
 * that was made with it. Callers of dialects that know no keys are left to another gate.
 */
public final class KeyGatekeeper implements Gatekeeper {
  private final Gatekeeper network;
  private final TokenService tokens;
  private final BceAuthV1 signatures;
  private final YoutuSignatures youtu;
  private final RateLimits limits;

  /**
   * A gate before all dialects.
   *
   * @param network keeps those whose callers have no keys
   */
  public KeyGatekeeper(
      Gatekeeper network,
      TokenService tokens,
      BceAuthV1 signatures,
      YoutuSignatures youtu,
      RateLimits limits) {
    this.network = network;
    this.tokens = tokens;
    this.signatures = signatures;
    this.youtu = youtu;
    this.limits = limits;
  }

  @Override
  public Admission admit(HttpRequest request, Credentials credentials, String dialect) {
    return switch (credentials) {
      case NETWORK -> network.admit(request, credentials, dialect);
      case ACCESS_TOKEN -> admitByTokenOrSignature(request, dialect);
      case YOUTU_SIGNATURE -> admitByYoutu(request, dialect);
    };
  }

  /* Either is enough, as one document says. A signature says more, so it is looked at first; when
  it is no good the token still counts, and then also decides what the caller is told: clients
  know what to do about a token that has ended. */
  private Admission admitByTokenOrSignature(HttpRequest request, String dialect) {
    String token = request.parameter("access_token");
    if (!BceAuthV1.isOn(request.asSent())) {
      return admitByToken(token, dialect);
    }
    Judgement<BceFault> signed = signatures.judge(dialect, request.asSent());
    if (signed instanceof Judgement.Granted<BceFault>(ApiKey key)) {
      return counted(key, KeyDenials::of, new Signed(key, request.asSent()));
    }
    if (isNone(tokens.judge(dialect, token))) {
      throw new DeniedException(
          signed instanceof Judgement.Refused<BceFault>(BceFault fault)
              ? KeyDenials.of(fault)
              : KeyDenials.UNAVAILABLE);
    }
    return admitByToken(token, dialect);
  }

  private static boolean isNone(Judgement<TokenFault> judgement) {
    return judgement instanceof Judgement.Refused<TokenFault>(TokenFault fault)
        && fault == TokenFault.MALFORMED;
  }

  private Admission admitByToken(String token, String dialect) {
    return switch (tokens.judge(dialect, token)) {
      case Judgement.Granted<TokenFault>(ApiKey key) ->
          counted(key, KeyDenials::of, Admission.to(key.appId()));
      case Judgement.Refused<TokenFault>(TokenFault fault) ->
          throw new DeniedException(KeyDenials.of(fault));
      case Judgement.Unavailable<TokenFault> _ ->
          throw new DeniedException(KeyDenials.UNAVAILABLE);
    };
  }

  private Admission admitByYoutu(HttpRequest request, String dialect) {
    return switch (youtu.judge(dialect, request.header("authorization"))) {
      case YoutuVerdict.Granted granted ->
          counted(granted.key(), YoutuDenials::of, new ForTarget(granted));
      case YoutuVerdict.Refused refused ->
          throw new DeniedException(YoutuDenials.of(refused.fault()));
      case YoutuVerdict.Unavailable _ -> throw new DeniedException(YoutuDenials.UNAVAILABLE);
    };
  }

  private Admission counted(ApiKey key, Function<LimitHit, Denial> words, Admission admission) {
    limits
        .take(key)
        .ifPresent(
            hit -> {
              throw new DeniedException(words.apply(hit));
            });
    return admission;
  }

  /** Admission by a bce-auth-v1 signature, which may cover the body. */
  private record Signed(ApiKey key, SignedRequest request) implements Admission {
    @Override
    public String app() {
      return key.appId();
    }

    @Override
    public void covers(byte[] body) {
      if (!BceAuthV1.coversBody(request, body)) {
        throw new DeniedException(KeyDenials.of(BceFault.BAD_SIGNATURE));
      }
    }

    @Override
    public void isFor(String appNumber, String bucket) {}
  }

  /** Admission by a youtu signature, which is good for some targets only. */
  private record ForTarget(YoutuVerdict.Granted granted) implements Admission {
    @Override
    public String app() {
      return granted.key().appId();
    }

    @Override
    public void covers(byte[] body) {}

    @Override
    public void isFor(String appNumber, String bucket) {
      granted
          .against(appNumber, bucket)
          .ifPresent(
              fault -> {
                throw new DeniedException(YoutuDenials.of(fault));
              });
    }
  }
}
