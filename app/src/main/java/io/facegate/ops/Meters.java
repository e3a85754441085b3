package io.facegate.ops;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.FunctionalCounter;
import io.helidon.metrics.api.Gauge;
import io.helidon.metrics.api.Meter;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Tag;
import io.helidon.metrics.api.Timer;
import io.helidon.service.registry.Services;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** The figures of the gateway, as Prometheus reads them; all names begin with {@code facegate_}. */
public final class Meters implements AutoCloseable {
  private static final String PREFIX = "facegate_";

  private final MeterRegistry registry = Services.get(MeterRegistry.class);
  /* The registry refers weakly to what it reads, and shows 0 or nothing once that is gone. */
  private final Queue<Shown> shown = new ConcurrentLinkedQueue<>();
  private final Map<List<String>, Timer> timers = new ConcurrentHashMap<>();
  private final Map<List<String>, Counter> counters = new ConcurrentHashMap<>();

  /** A figure, and what it is read from. */
  private record Shown(Object value, Meter meter) {}

  /** Counts one thing; labels as name and value in turn. */
  public void count(String name, String... labels) {
    List<String> key = key(name, labels);
    counters
        .computeIfAbsent(
            key, k -> registry.getOrCreate(Counter.builder(PREFIX + name).tags(tags(labels))))
        .increment();
  }

  /** Records how long something took; labels as name and value in turn. */
  public void took(String name, long nanos, String... labels) {
    List<String> key = key(name, labels);
    timers
        .computeIfAbsent(
            key,
            k ->
                registry.getOrCreate(
                    Timer.builder(PREFIX + name).percentiles(0.5, 0.99).tags(tags(labels))))
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  /** Shows a figure that is read whenever somebody looks; labels as name and value in turn. */
  public void gauge(String name, String help, DoubleSupplier value, String... labels) {
    Gauge<Double> gauge =
        registry.getOrCreate(
            Gauge.builder(PREFIX + name, value, DoubleSupplier::getAsDouble)
                .description(help)
                .tags(tags(labels)));
    shown.add(new Shown(value, gauge));
  }

  /** Shows a count that only rises and is kept elsewhere; labels as name and value in turn. */
  public void counter(String name, String help, LongSupplier value, String... labels) {
    FunctionalCounter counter =
        registry.getOrCreate(
            FunctionalCounter.builder(PREFIX + name, value, LongSupplier::getAsLong)
                .description(help)
                .tags(tags(labels)));
    shown.add(new Shown(value, counter));
  }

  /** Shows the figures and counts with a label of this value no more. */
  public void forget(String label, String value) {
    shown.removeIf(
        figure -> {
          boolean meant = value.equals(figure.meter.id().tagsMap().get(label));
          if (meant) {
            registry.remove(figure.meter);
          }
          return meant;
        });
  }

  /**
   * Shows none of its figures and counts any more. The registry is one for the whole process, and
   * would go on reading them for whoever comes next.
   */
  @Override
  public void close() {
    for (Shown figure = shown.poll(); figure != null; figure = shown.poll()) {
      registry.remove(figure.meter);
    }
  }

  private static List<String> key(String name, String... labels) {
    List<String> key = new ArrayList<>(List.of(labels));
    key.add(name);
    return key;
  }

  private static List<Tag> tags(String... labels) {
    if (labels.length % 2 != 0) {
      throw new IllegalArgumentException("a label lacks its value");
    }
    List<Tag> tags = new ArrayList<>();
    for (int i = 0; i < labels.length; i += 2) {
      tags.add(Tag.create(labels[i], labels[i + 1]));
    }
    return tags;
  }
}
