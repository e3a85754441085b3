package io.facegate.access;

import java.net.InetAddress;

/**
 * Tells rightful callers from others, by the address of their connection or by a bearer token (RFC
 * 6750). Headers that claim another address, such as X-Forwarded-For, are never believed.
 */
public final class AccessPolicy {
  private static final String SCHEME = "Bearer ";

  private volatile AccessConfig config;

  /** What is said of a caller. */
  public enum Verdict {
    GRANTED,
    /** A token would help, and none or a wrong one was sent. */
    UNAUTHENTICATED,
    /** Nothing this caller could send would help. */
    FORBIDDEN
  }

  /** A policy as configured. */
  public AccessPolicy(AccessConfig config) {
    this.config = config;
  }

  /** Judges by another configuration from now on. */
  public void change(AccessConfig other) {
    config = other;
  }

  /**
   * Judges a caller.
   *
   * @param address the other end of the connection
   * @param authorization the header of this name, or empty
   */
  public Verdict judge(InetAddress address, String authorization) {
    AccessConfig now = config;
    if (now.networks().stream().anyMatch(range -> range.contains(address))) {
      return Verdict.GRANTED;
    }
    if (now.bearerTokens().isEmpty()) {
      return Verdict.FORBIDDEN;
    }
    return knowsToken(now, authorization) ? Verdict.GRANTED : Verdict.UNAUTHENTICATED;
  }

  private static boolean knowsToken(AccessConfig now, String authorization) {
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return false;
    }
    String token = authorization.substring(SCHEME.length()).strip();
    boolean known = false;
    for (Secret secret : now.bearerTokens()) {
      known |= secret.matches(token);
    }
    return known;
  }
}
