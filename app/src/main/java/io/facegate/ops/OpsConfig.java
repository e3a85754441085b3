package io.facegate.ops;

/**
 * Where the operator looks in.
 *
 * @param address the interface to listen on; 127.0.0.1 by default, for health and metrics have no
 *     authentication
 * @param port 1 to 65535, default 8301; 0 takes any free port
 */
public record OpsConfig(String address, int port) {

  /** Loopback, port 8301. */
  public static OpsConfig defaults() {
    return new OpsConfig("127.0.0.1", 8301);
  }
}
