package io.facegate.access;

import java.util.List;

/**
 * Whom we may call when a picture comes as a URL.
 *
 * @param hosts names, or {@code *.example.org} for all below one; they must resolve to public
 *     addresses, or to addresses named in networks; default none
 * @param networks addresses that may be called by whatever name, private and loopback ones
 *     included; default none
 */
public record OutboundConfig(List<String> hosts, List<AddressRange> networks) {

  /** Nobody. */
  public static OutboundConfig defaults() {
    return new OutboundConfig(List.of(), List.of());
  }
}
