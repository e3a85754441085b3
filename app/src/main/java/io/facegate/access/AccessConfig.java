package io.facegate.access;

import java.util.List;

/**
 * Who may call; either is enough.
 *
 * @param networks callers from there need nothing else; default this machine only
 * @param bearerTokens callers from elsewhere send one as {@code Authorization: Bearer}; default
 *     none
 */
public record AccessConfig(List<AddressRange> networks, List<Secret> bearerTokens) {

  /** Only this machine. */
  public static AccessConfig defaults() {
    return new AccessConfig(
        List.of(AddressRange.parse("127.0.0.0/8"), AddressRange.parse("::1")), List.of());
  }
}
