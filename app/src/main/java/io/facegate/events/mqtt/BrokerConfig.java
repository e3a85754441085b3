package io.facegate.events.mqtt;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which broker to tell, and how.
 *
 * @param uri {@code mqtt://host:1883}, or {@code mqtts://host:8883} for TLS; also {@code tcp} and
 *     {@code ssl}; without user and password
 * @param username null for none
 * @param password null for none; never shown
 * @param passwordFile a file that holds the password, read at each connect; instead of {@code
 *     password}
 * @param caFile PEM certificates of the authorities to trust; null for those the system trusts
 * @param certificateFile PEM certificate chain by which the gateway proves who it is; null for none
 * @param keyFile its private key, PEM, PKCS #8; needed with {@code certificateFile}
 * @param keepAlive silence after which both sides look whether the other is there; 1 s to 18 h
 * @param connectTimeout for TCP and TLS, and again for the broker's answer; 1 s or more
 * @param acknowledgeTimeout a broker that does not acknowledge for so long is connected anew; 1 s
 *     or more
 * @param reconnectMin the first pause before another attempt; doubles, with chance, up to
 * @param reconnectMax the longest pause
 * @param inFlightMax messages that may wait for acknowledgement at a time; 1 to 1000; the broker
 *     may ask for fewer
 */
public record BrokerConfig(
    URI uri,
    @Nullable String username,
    @Nullable String password,
    @Nullable Path passwordFile,
    @Nullable Path caFile,
    @Nullable Path certificateFile,
    @Nullable Path keyFile,
    Duration keepAlive,
    Duration connectTimeout,
    Duration acknowledgeTimeout,
    Duration reconnectMin,
    Duration reconnectMax,
    int inFlightMax) {
  private static final Set<String> PLAIN = Set.of("mqtt", "tcp");
  private static final Set<String> SECURE = Set.of("mqtts", "ssl");

  /** Checks the values. */
  public BrokerConfig {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (uri.getHost() == null || !(PLAIN.contains(scheme) || SECURE.contains(scheme))) {
      throw new IllegalArgumentException("a broker is mqtt://host:port or mqtts://host:port");
    }
    if (uri.getUserInfo() != null) {
      throw new IllegalArgumentException("user and password do not belong in the broker's address");
    }
    if (password != null && passwordFile != null) {
      throw new IllegalArgumentException("password and passwordFile exclude each other");
    }
    if ((certificateFile == null) != (keyFile == null)) {
      throw new IllegalArgumentException("certificateFile and keyFile belong together");
    }
    require("keepAlive", keepAlive, Duration.ofSeconds(1), Duration.ofSeconds(65535));
    require("connectTimeout", connectTimeout, Duration.ofSeconds(1), Duration.ofMinutes(10));
    require("acknowledgeTimeout", acknowledgeTimeout, Duration.ofSeconds(1), Duration.ofHours(1));
    require("reconnectMin", reconnectMin, Duration.ofMillis(10), Duration.ofHours(1));
    require("reconnectMax", reconnectMax, reconnectMin, Duration.ofHours(1));
    if (inFlightMax < 1 || inFlightMax > 1000) {
      throw new IllegalArgumentException("inFlightMax is 1 to 1000: " + inFlightMax);
    }
  }

  /** What holds where nothing is configured but the address: no user, the system's authorities. */
  public static BrokerConfig defaults(URI uri) {
    return new BrokerConfig(
        uri,
        null,
        null,
        null,
        null,
        null,
        null,
        Duration.ofSeconds(30),
        Duration.ofSeconds(10),
        Duration.ofSeconds(20),
        Duration.ofMillis(500),
        Duration.ofSeconds(30),
        64);
  }

  /** Whether TLS protects the connection. */
  public boolean isSecure() {
    return SECURE.contains(uri.getScheme().toLowerCase(Locale.ROOT));
  }

  /** The port, 1883 or 8883 when the address names none. */
  int port() {
    if (uri.getPort() > 0) {
      return uri.getPort();
    }
    return isSecure() ? 8883 : 1883;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "BrokerConfig[uri=%s, username=%s]".formatted(uri, username);
  }

  private static void require(String name, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "%s is %s to %s: %s".formatted(name, least, most, value));
    }
  }
}
