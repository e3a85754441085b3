package io.facegate;

import io.facegate.access.tls.ServerCertificate;
import io.facegate.access.tls.ServerCertificates;
import io.facegate.access.tls.TlsException;
import io.facegate.config.GatewayConfig.HttpsConfig;
import io.facegate.dialect.DialectHost;
import io.facegate.ops.HealthPart;
import io.helidon.common.tls.Tls;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** The listener for TLS, which takes a new certificate while it runs when there is one. */
final class HttpsListener implements AutoCloseable {
  /** Its name. */
  static final String SOCKET = "https";

  private static final System.Logger LOG = System.getLogger(HttpsListener.class.getName());
  private static final Duration LOOK_PERIOD = Duration.ofDays(1);
  private static final Duration WARNING = Duration.ofDays(14);

  private final HttpsConfig config;
  private final InstantSource clock;
  private volatile ServerCertificate certificate;
  private volatile Optional<Thread> looking = Optional.empty();

  /**
   * Reads or makes the certificate.
   *
   * @throws TlsException when that cannot be; the message tells why
   */
  HttpsListener(HttpsConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
    this.certificate = ServerCertificates.open(config.identity(), clock);
  }

  /** Sets up the listener, under the limits of a host. */
  void configure(ListenerConfig.BuilderBase<?, ?> listener, DialectHost host) {
    host.guardSecure(listener);
    listener.host(config.address()).port(config.port()).tls(tls(certificate));
    /* The server's own TLS over channels lets the threads of HTTP/2 use one buffer at a time: the
    first answers of a connection can fail. The platform's TLS sockets have locks. */
    listener.useNio(false);
  }

  /** Looks for a new certificate of a server from now on. */
  void watch(WebServer server) {
    looking = Optional.of(Thread.ofVirtual().name("certificate").start(() -> lookOften(server)));
  }

  private void lookOften(WebServer server) {
    try {
      while (true) {
        Thread.sleep(LOOK_PERIOD);
        look(server);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** Has a server show the certificate there is now. */
  void look(WebServer server) {
    try {
      ServerCertificate found = ServerCertificates.open(config.identity(), clock);
      if (!found.leaf().equals(certificate.leaf())) {
        server.reloadTls(SOCKET, tls(found));
        certificate = found;
        LOG.log(System.Logger.Level.INFO, "shows a new certificate until {0}", found.end());
      }
    } catch (RuntimeException fault) {
      LOG.log(System.Logger.Level.WARNING, "the certificate stays, for the new one fails", fault);
    }
  }

  /** What callers see. */
  X509Certificate shown() {
    return certificate.leaf();
  }

  /** When callers stop trusting the certificate. */
  Instant end() {
    return certificate.end();
  }

  /** Not well from two weeks before the certificate ends. */
  HealthPart health() {
    return new HealthPart(
        "certificate",
        false,
        () ->
            new HealthPart.State(
                clock.instant().isBefore(end().minus(WARNING)), Map.of("ends", end().toString())));
  }

  @Override
  public void close() {
    looking.ifPresent(Thread::interrupt);
  }

  /* Callers are not asked for certificates; but the server cannot take new ones of its own unless
  it has been told of some to trust. */
  private static Tls tls(ServerCertificate certificate) {
    return Tls.builder()
        .privateKey(certificate.key())
        .privateKeyCertChain(certificate.chain())
        .trust(certificate.chain())
        .build();
  }
}
