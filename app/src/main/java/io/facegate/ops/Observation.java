package io.facegate.ops;

import io.helidon.health.HealthCheck;
import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckType;
import io.helidon.webserver.observe.ObserveFeature;
import io.helidon.webserver.observe.health.HealthObserver;
import io.helidon.webserver.observe.metrics.MetricsObserver;
import io.helidon.webserver.spi.ServerFeature;
import java.util.List;
import java.util.function.Supplier;

/**
 * Shows health and metrics on the operator's socket: {@code /health}, {@code /health/live}, {@code
 * /health/ready} (MicroProfile Health format, 200 or 503) and {@code /metrics} (Prometheus text).
 */
public final class Observation {
  private Observation() {}

  /** The server feature that serves both on one socket. */
  public static ServerFeature feature(String socket, List<HealthPart> parts) {
    var health = HealthObserver.builder().details(true).useSystemServices(false);
    health.addCheck(Observation::alive, HealthCheckType.LIVENESS, "process");
    parts.forEach(part -> health.addCheck(check(part)));
    return ObserveFeature.builder()
        .observersDiscoverServices(false)
        .endpoint("/")
        .addSockets(List.of(socket))
        .addObserver(health.build())
        .addObserver(MetricsObserver.builder().build())
        .build();
  }

  private static HealthCheckResponse alive() {
    return HealthCheckResponse.builder().status(true).build();
  }

  private static HealthCheck check(HealthPart part) {
    return new PartCheck(part.name(), part.vital(), part.state());
  }

  /* A part that is not vital is shown, but does not make the box unready: a door whose broker is
   * away still has to open. */
  private record PartCheck(String name, boolean vital, Supplier<HealthPart.State> state)
      implements HealthCheck {
    @Override
    public HealthCheckType type() {
      return HealthCheckType.READINESS;
    }

    @Override
    public HealthCheckResponse call() {
      HealthPart.State now = state.get();
      var response =
          HealthCheckResponse.builder()
              .status(now.up() || !vital)
              .detail("state", now.up() ? "up" : vital ? "down" : "degraded");
      now.details().forEach(response::detail);
      return response.build();
    }
  }
}
