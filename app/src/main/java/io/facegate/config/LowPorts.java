package io.facegate.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether this process may listen on ports that are not everybody's (capabilities(7)). */
final class LowPorts {
  private static final Path FIRST_FREE = Path.of("/proc/sys/net/ipv4/ip_unprivileged_port_start");
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String EFFECTIVE = "CapEff:";
  private static final int FIRST_FREE_USUALLY = 1024;
  private static final int CAP_NET_BIND_SERVICE = 10;

  private LowPorts() {}

  /** Whether a port can be listened on, as far as rights go. */
  static boolean allow(int port) {
    return port >= firstFree() || hasRight();
  }

  private static int firstFree() {
    try {
      return Integer.parseInt(Files.readString(FIRST_FREE).strip());
    } catch (IOException | NumberFormatException unknown) {
      return FIRST_FREE_USUALLY;
    }
  }

  private static boolean hasRight() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith(EFFECTIVE))
          .map(line -> line.substring(EFFECTIVE.length()).strip())
          .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) >> CAP_NET_BIND_SERVICE & 1) == 1);
    } catch (IOException | NumberFormatException unknown) {
      return false;
    }
  }
}
