package io.facegate;

import io.facegate.config.GatewayConfig;
import io.facegate.ops.HealthPart;
import io.facegate.ops.Observation;
import io.facegate.ops.OpsConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The time between two gateways: nobody is recognised, health says why, and the watchdog is told
 * that all is well for as long as a start may take.
 */
final class Replacement {
  private static final System.Logger LOG = System.getLogger(Replacement.class.getName());

  /** As TimeoutStartSec of the unit: what takes longer hangs. */
  static final Duration TIME_MAX = Duration.ofMinutes(5);

  private final LongSupplier nanos;
  private final long begunNanos;
  private @Nullable WebServer page;

  Replacement(LongSupplier nanos) {
    this.nanos = nanos;
    this.begunNanos = nanos.getAsLong();
  }

  /** What is wrong with it, for the watchdog. */
  Optional<String> fault() {
    Duration time = time();
    return time.compareTo(TIME_MAX) > 0
        ? Optional.of("is replaced for %d s already, which hangs".formatted(time.toSeconds()))
        : Optional.empty();
  }

  /** How it goes, in a line. */
  String status() {
    return "replacing: another embedder is ready, and all starts anew for %d s"
        .formatted(time().toSeconds());
  }

  private Duration time() {
    return Duration.ofNanos(nanos.getAsLong() - begunNanos);
  }

  /** Tells in the place of the gateway's own health page, whose port must be free; not vital. */
  void show(GatewayConfig config) {
    OpsConfig ops = config.ops();
    try {
      WebServer server = server(ops);
      server.start();
      page = server;
    } catch (RuntimeException | UnknownHostException failed) {
      LOG.log(System.Logger.Level.WARNING, "health is silent meanwhile: {0}", failed.getMessage());
    }
  }

  private WebServer server(OpsConfig ops) throws UnknownHostException {
    HealthPart part = new HealthPart("gateway", true, this::state);
    return WebServer.builder()
        .featuresDiscoverServices(false)
        .shutdownHook(false)
        .shutdownGracePeriod(Duration.ofMillis(500))
        .address(InetAddress.getByName(ops.address()))
        .port(ops.port())
        .protocolsDiscoverServices(false)
        .addProtocol(Http1Config.create())
        .maxPayloadSize(0)
        .routing(HttpRouting.builder())
        .addFeature(Observation.feature(WebServer.DEFAULT_SOCKET_NAME, List.of(part)))
        .build();
  }

  private HealthPart.State state() {
    return new HealthPart.State(
        false, Map.of("replacing", true, "seconds", Math.toIntExact(time().toSeconds())));
  }

  /** Leaves the port of the health page. */
  void hide() {
    WebServer shown = page;
    page = null;
    if (shown != null) {
      shown.stop();
    }
  }
}
