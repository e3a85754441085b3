package io.facegate.core;

import java.net.InetAddress;

/** Says from where pictures may be fetched. */
@FunctionalInterface
public interface HostPolicy {
  /**
   * Whether a host may be asked.
   *
   * @param host as written in the URL, lower case, without port
   * @param address which the name resolved to, and to which the connection will be made
   */
  boolean permits(String host, InetAddress address);
}
