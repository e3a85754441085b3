package io.facegate.demo;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/**
 * An MQTT 5 and 3.1.1 broker inside the process, for a box that has none: everything in memory, no
 * password, and therefore on loopback only.
 */
public final class DemoBroker implements AutoCloseable {
  private static final String ACCEPTOR = "mqtt";
  private static final long WAITING_BYTES_MAX = 64L << 20;
  private static final long TOPIC_BYTES_MAX = 4L << 20;

  private final Logger libraryLogger;
  private final EmbeddedActiveMQ broker;
  private final int port;

  private DemoBroker(Logger libraryLogger, EmbeddedActiveMQ broker, int port) {
    this.libraryLogger = libraryLogger;
    this.broker = broker;
    this.port = port;
  }

  /**
   * Starts a broker on 127.0.0.1.
   *
   * @param port 1883 by custom; 0 for any that is free
   * @throws IOException when the port is taken
   */
  public static DemoBroker start(int port) throws IOException {
    return start(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  /**
   * Starts a broker.
   *
   * @throws IOException when the port is taken
   * @throws IllegalArgumentException when the address is not a loopback address
   */
  public static DemoBroker start(InetSocketAddress address) throws IOException {
    if (address.getAddress() == null || !address.getAddress().isLoopbackAddress()) {
      throw new IllegalArgumentException("the demonstration broker listens on loopback only");
    }
    probe(address);
    Logger libraryLogger = Logger.getLogger("org.apache.activemq");
    libraryLogger.setLevel(Level.OFF);
    EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
    broker.setConfiguration(configuration(address));
    try {
      broker.start();
      if (broker.getActiveMQServer().getRemotingService().getAcceptor(ACCEPTOR)
              instanceof NettyAcceptor acceptor
          && acceptor.isStarted()) {
        return new DemoBroker(libraryLogger, broker, acceptor.getActualPort());
      }
      broker.stop();
    } catch (Exception e) {
      throw new IOException("the demonstration broker did not start", e);
    }
    throw new IOException("the demonstration broker did not start");
  }

  /* The library says that it started even when it could not listen. */
  private static void probe(InetSocketAddress address) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address);
    } catch (BindException e) {
      throw new IOException("port %d is taken".formatted(address.getPort()), e);
    }
  }

  private static Configuration configuration(InetSocketAddress address) throws IOException {
    ConfigurationImpl configuration = new ConfigurationImpl();
    configuration
        .setPersistenceEnabled(false)
        .setSecurityEnabled(false)
        .setJMXManagementEnabled(false)
        .setMaxDiskUsage(-1)
        .setGlobalMaxSize(WAITING_BYTES_MAX)
        .setThreadPoolMaxSize(4)
        .setScheduledThreadPoolMaxSize(1);
    /* A subscriber that stops reading loses messages instead of filling the memory. */
    configuration.addAddressSetting(
        "#",
        new AddressSettings()
            .setAddressFullMessagePolicy(AddressFullMessagePolicy.DROP)
            .setMaxSizeBytes(TOPIC_BYTES_MAX));
    String host = address.getAddress().getHostAddress();
    String bracketed = host.contains(":") ? "[" + host + "]" : host;
    try {
      configuration.addAcceptorConfiguration(
          ACCEPTOR,
          "tcp://%s:%d?protocols=MQTT&nettyThreads=2".formatted(bracketed, address.getPort()));
    } catch (Exception e) {
      throw new IOException("the demonstration broker cannot listen on " + address, e);
    }
    return configuration;
  }

  /** The port it listens on. */
  public int port() {
    return port;
  }

  /** Stops the broker and drops what it holds. */
  @Override
  public void close() throws IOException {
    try {
      broker.stop();
    } catch (Exception e) {
      throw new IOException("the demonstration broker did not stop", e);
    } finally {
      libraryLogger.setLevel(null);
    }
  }
}
