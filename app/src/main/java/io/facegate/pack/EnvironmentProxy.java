package io.facegate.pack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The proxy that the environment names: {@code https_proxy} or {@code HTTPS_PROXY}, else
 * {@code all_proxy} or {@code ALL_PROXY}; not for the hosts of {@code no_proxy}, nor for this
 * machine. A proxy that wants a password is not supported.
 */
final class EnvironmentProxy extends ProxySelector {
  private static final List<String> THIS_MACHINE = List.of("localhost", "127.0.0.1", "::1");

  private final Optional<InetSocketAddress> proxy;
  private final List<String> direct;

  /**
   * Reads the environment.
   *
   * @throws PackException when it names what is no proxy
   */
  EnvironmentProxy(Map<String, String> environment) throws PackException {
    Optional<String> named =
        first(environment, "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY");
    this.proxy = named.isEmpty() ? Optional.empty() : Optional.of(address(named.get()));
    this.direct =
        first(environment, "no_proxy", "NO_PROXY").stream()
            .flatMap(hosts -> Arrays.stream(hosts.split(",")))
            .map(host -> host.strip().toLowerCase(Locale.ROOT))
            .filter(host -> !host.isEmpty())
            .toList();
  }

  private static Optional<String> first(Map<String, String> environment, String... names) {
    return Arrays.stream(names)
        .map(name -> environment.getOrDefault(name, "").strip())
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  private static InetSocketAddress address(String text) throws PackException {
    try {
      URI uri = URI.create(text.contains("://") ? text : "http://" + text);
      if ("http".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null) {
        int port = uri.getPort() < 0 ? 80 : uri.getPort();
        return InetSocketAddress.createUnresolved(uri.getHost(), port);
      }
    } catch (IllegalArgumentException notAnAddress) {
      /* Said below; what stands before an @ may be a password. */
    }
    throw new PackException(PackFault.BAD_PROXY, text.replaceFirst(".*@", "...@"));
  }

  @Override
  public List<Proxy> select(URI uri) {
    String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    return proxy
        .filter(any -> !isDirect(host.replace("[", "").replace("]", "")))
        .map(address -> List.of(new Proxy(Proxy.Type.HTTP, address)))
        .orElse(List.of(Proxy.NO_PROXY));
  }

  private boolean isDirect(String host) {
    return THIS_MACHINE.contains(host)
        || direct.stream()
            .anyMatch(
                name ->
                    name.equals("*")
                        || host.equals(name)
                        || host.endsWith(name.startsWith(".") ? name : "." + name));
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    /* Whoever asked hears of it by the exception. */
  }
}
