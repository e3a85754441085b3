package io.facegate.dialect;

import io.facegate.access.AccessPolicy;
import io.facegate.access.Denial;

/** Lets callers in by the network they call from, or by a bearer token. */
public final class NetworkGatekeeper implements Gatekeeper {
  private static final Denial WRONG = new Denial(110, "Access token invalid or no longer valid");
  private static final Denial FORBIDDEN = new Denial(6, "No permission to access data");

  private final AccessPolicy access;

  /** A gate that this policy keeps. */
  public NetworkGatekeeper(AccessPolicy access) {
    this.access = access;
  }

  @Override
  public Admission admit(HttpRequest request, Credentials credentials, String dialect) {
    return switch (access.judge(request.remote(), request.header("authorization"))) {
      case GRANTED -> Admission.withoutApp();
      case UNAUTHENTICATED -> throw new DeniedException(WRONG);
      case FORBIDDEN -> throw new DeniedException(FORBIDDEN);
    };
  }
}
