package io.facegate.dialect;

import io.facegate.access.AccessConfig;
import io.facegate.access.AccessPolicy;

/** Lets callers in as their network allows, and those with keys without asking for one. */
public final class OpenGate implements Gatekeeper {
  /** The app of all who would have to show a key. */
  public static final String APP = "default";

  private final Gatekeeper network;

  /** A gate for the networks of some configuration. */
  public OpenGate(AccessConfig access) {
    network = new NetworkGatekeeper(new AccessPolicy(access));
  }

  @Override
  public Admission admit(HttpRequest request, Credentials credentials, String dialect) {
    return credentials == Credentials.NETWORK
        ? network.admit(request, credentials, dialect)
        : Admission.to(APP);
  }
}
