package io.facegate;

import io.facegate.access.tls.ServerCertificate;
import io.facegate.access.tls.ServerCertificates;
import io.facegate.access.tls.TlsException;
import io.facegate.config.GatewayConfig.HttpsConfig;
import io.facegate.dialect.DialectHost;
import io.facegate.ops.HealthPart;
import io.helidon.webserver.ListenerConfig;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** The listener for TLS, which takes a new certificate while it runs when there is one. */
final class HttpsListener implements AutoCloseable {
  /** Its name. */
  static final String SOCKET = "https";

  private static final System.Logger LOG = System.getLogger(HttpsListener.class.getName());
  private static final Duration LOOK_PERIOD = Duration.ofDays(1);
  private static final Duration WARNING = Duration.ofDays(14);

  private final HttpsConfig config;
  private final InstantSource clock;
  private volatile Shown shown;
  private volatile Optional<Thread> looking = Optional.empty();

  /* A certificate, and what shows it. */
  private record Shown(ServerCertificate certificate, SSLContext context) {
    static Shown of(ServerCertificate certificate) {
      return new Shown(certificate, certificate.sslContext());
    }
  }

  /**
   * Reads or makes the certificate.
   *
   * @throws TlsException when that cannot be; the message tells why
   */
  HttpsListener(HttpsConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
    this.shown = Shown.of(ServerCertificates.open(config.identity(), clock));
  }

  /** Sets up the listener, under the limits of a host. */
  void configure(ListenerConfig.BuilderBase<?, ?> listener, DialectHost host) {
    host.guardSecure(listener, () -> shown.context());
    listener.host(config.address()).port(config.port());
  }

  /** Looks for a new certificate from now on. */
  void watch() {
    looking = Optional.of(Thread.ofVirtual().name("certificate").start(this::lookOften));
  }

  private void lookOften() {
    try {
      while (true) {
        Thread.sleep(LOOK_PERIOD);
        look();
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** Shows the certificate there is now. */
  void look() {
    try {
      Shown found = Shown.of(ServerCertificates.open(config.identity(), clock));
      if (!found.certificate().leaf().equals(certificate())) {
        shown = found;
        LOG.log(System.Logger.Level.INFO, "shows a new certificate until {0}", end());
      }
    } catch (RuntimeException fault) {
      LOG.log(System.Logger.Level.WARNING, "the certificate stays, for the new one fails", fault);
    }
  }

  /** What callers see. */
  X509Certificate certificate() {
    return shown.certificate().leaf();
  }

  /** When callers stop trusting the certificate. */
  Instant end() {
    return shown.certificate().end();
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
}
