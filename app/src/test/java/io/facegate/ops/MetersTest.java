package io.facegate.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.metrics.api.MeterRegistry;
import io.helidon.service.registry.Services;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetersTest {
  @Test
  void whoComesNextShowsItsOwnFigures() {
    for (int gateway = 1; gateway <= 2; gateway++) {
      double figure = gateway;
      try (Meters meters = new Meters()) {
        meters.gauge("test_successor", "of this one", () -> figure);
        assertEquals(Optional.of(figure), shown());
      }
      assertTrue(shown().isEmpty());
    }
  }

  private static Optional<Double> shown() {
    return Services.get(MeterRegistry.class)
        .gauge("facegate_test_successor", List.of())
        .map(gauge -> gauge.value().doubleValue());
  }
}
