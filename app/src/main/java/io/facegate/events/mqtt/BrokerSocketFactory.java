package io.facegate.events.mqtt;

import java.net.URI;
import java.util.Set;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.internal.NetworkModule;
import org.eclipse.paho.mqttv5.client.spi.NetworkModuleFactory;

/** Gives Paho our own sockets, for addresses of the two schemes named here. */
public final class BrokerSocketFactory implements NetworkModuleFactory {
  static final String PLAIN = "gated-tcp";
  static final String SECURE = "gated-tls";

  /** Found by the service loader. */
  public BrokerSocketFactory() {}

  @Override
  public Set<String> getSupportedUriSchemes() {
    return Set.of(PLAIN, SECURE);
  }

  @Override
  public void validateURI(URI address) {
    if (address.getHost() == null || address.getPort() < 1) {
      throw new IllegalArgumentException("a broker's address names host and port");
    }
  }

  @Override
  public NetworkModule createNetworkModule(
      URI address, MqttConnectionOptions options, String clientId) {
    return new BrokerSocket(address, options);
  }
}
