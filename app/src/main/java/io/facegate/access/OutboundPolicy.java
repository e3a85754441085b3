package io.facegate.access;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Keeps us from being used to reach what the caller itself cannot: by default nobody is called, and
 * private, loopback, link-local and other special addresses only when their range is named.
 */
public final class OutboundPolicy {
  /** What is no public address, and wraps of IPv4 that could hide such (RFC 6890, RFC 6052). */
  private static final List<AddressRange> SPECIAL =
      Stream.of(
              "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
              "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
              "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
              "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32",
              "2002::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8")
          .map(AddressRange::parse)
          .toList();

  private final OutboundConfig config;

  /** A policy as configured. */
  public OutboundPolicy(OutboundConfig config) {
    this.config = config;
  }

  /**
   * Whether a host may be called.
   *
   * @param host its name, without port
   * @param address to which the connection will be made
   */
  public boolean permits(String host, InetAddress address) {
    if (config.networks().stream().anyMatch(range -> range.contains(address))) {
      return true;
    }
    return SPECIAL.stream().noneMatch(range -> range.contains(address))
        && config.hosts().stream().anyMatch(pattern -> matches(pattern, host));
  }

  private static boolean matches(String pattern, String host) {
    String wanted = pattern.toLowerCase(Locale.ROOT);
    String given = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
    return wanted.startsWith("*.")
        ? given.endsWith(wanted.substring(1)) && given.length() > wanted.length() - 1
        : given.equals(wanted);
  }
}
