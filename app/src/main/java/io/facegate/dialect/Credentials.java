package io.facegate.dialect;

/** How callers of a dialect prove that they may call. */
public enum Credentials {
  /** By the network they call from, or by a bearer token; the call itself names its app. */
  NETWORK,
  /** By an access token or a bce-auth-v1 signature, whose key belongs to an app. */
  ACCESS_TOKEN,
  /** By a youtu signature, whose key belongs to an app. */
  YOUTU_SIGNATURE
}
