package io.facegate.events;

import io.facegate.core.CameraState;
import io.facegate.core.Candidate;
import io.facegate.core.EventSink;
import io.facegate.core.FaceEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where all events arrive: makes them durable, logs them and hands them to a publisher. Without a
 * broker they are only logged.
 */
public final class EventHub implements EventSink {
  private static final System.Logger LOGGER = System.getLogger(EventHub.class.getName());

  private final EventsConfig config;
  private final InstantSource clock;
  private final Topics topics;
  private final EventPayload payload;
  private final CameraStates cameras;
  private final Instant startedAt;
  private final AtomicLong taken = new AtomicLong();
  private volatile @Nullable Delivery delivery;

  /** What there is only with a broker. */
  private record Delivery(Outbox outbox, BrokerFeed feed, EventPublisher publisher) {}

  private EventHub(EventsConfig config, InstantSource clock, LongSupplier nanoTime, String bootId) {
    this.config = config;
    this.clock = clock;
    startedAt = clock.instant();
    topics = new Topics(config.topicPrefix(), config.device());
    payload = new EventPayload(config.device(), bootId);
    cameras = new CameraStates(config.cameraStateEvery(), nanoTime);
  }

  /** A hub without a broker: events go to the log only. */
  public static EventHub logging(EventsConfig config, InstantSource clock) {
    return new EventHub(config, clock, System::nanoTime, newBootId());
  }

  /**
   * A hub with a broker, and an outbox on disk.
   *
   * @param publishers makes the connection to the broker
   * @throws IOException when the outbox cannot be opened
   */
  public static EventHub open(
      EventsConfig config, InstantSource clock, EventPublisher.Factory publishers)
      throws IOException {
    return open(config, clock, System::nanoTime, publishers);
  }

  static EventHub open(
      EventsConfig config,
      InstantSource clock,
      LongSupplier nanoTime,
      EventPublisher.Factory publishers)
      throws IOException {
    String bootId = newBootId();
    EventHub hub = new EventHub(config, clock, nanoTime, bootId);
    RocksOutbox store = RocksOutbox.open(config.outbox().folder());
    Outbox outbox = new Outbox(store, config.outbox(), nanoTime, hub::wake);
    StatePayload states = new StatePayload(config.device(), bootId, hub.startedAt);
    BrokerFeed feed = new BrokerFeed(config, outbox, hub.cameras, states, clock, nanoTime);
    hub.delivery = new Delivery(outbox, feed, publishers.create(feed));
    return hub;
  }

  private static String newBootId() {
    return UUID.randomUUID().toString();
  }

  /** Begins to connect to the broker; returns at once. */
  public void start() {
    Delivery to = delivery;
    if (to != null) {
      to.publisher.start();
    }
  }

  /** Sends what it can in the time given, says that the gateway is offline, and closes. */
  public void stop(Duration atMost) {
    Delivery to = delivery;
    if (to != null) {
      to.publisher.stop(atMost);
      to.outbox.close();
    }
  }

  @Override
  public void publish(FaceEvent event) {
    String topic = topics.of(event);
    Delivery to = delivery;
    long number = taken.get() + 1;
    if (to != null) {
      UUID uuid = UUID.randomUUID();
      Instant expiresAt = event.capturedAt().plus(config.expiresAfter());
      number =
          to.outbox.append(
              sequence ->
                  new OutboxRecord(
                      uuid,
                      topic,
                      event.capturedAt(),
                      expiresAt,
                      payload.draft(event, uuid, sequence, expiresAt)));
    }
    taken.incrementAndGet();
    log(event, number);
  }

  private static void log(FaceEvent event, long number) {
    Candidate person = event.person();
    String source = event.cameraId() != null ? "camera " + event.cameraId() : "api";
    String who =
        person == null
            ? "unknown person"
            : "%s of %s".formatted(person.person().person(), person.person().group());
    LOGGER.log(
        System.Logger.Level.INFO,
        () ->
            String.format(
                Locale.ROOT,
                "event %d: %s, score %.2f, %s, %s of visit %s",
                number,
                who,
                event.score(),
                source,
                event.phase().name().toLowerCase(Locale.ROOT),
                event.visitId()));
  }

  @Override
  public void cameraState(CameraState state) {
    Topics.requireSegment("camera id", state.cameraId());
    if (!Double.isFinite(state.framesPerSecond())) {
      throw new IllegalArgumentException("a frame rate is finite");
    }
    if (cameras.take(state)) {
      wake();
    }
  }

  @Override
  public void cameraGone(String cameraId) {
    cameras.remove(cameraId);
    wake();
  }

  private void wake() {
    Delivery to = delivery;
    if (to != null) {
      to.publisher.wake();
    }
  }

  /** How it goes. */
  public EventStats stats() {
    Delivery to = delivery;
    if (to == null) {
      PublisherStats none =
          new PublisherStats(false, false, startedAt, "no broker is configured", 0, 0, 0);
      return new EventStats(none, taken.get(), 0, 0, null, 0, 0, 0, 0, 0, taken.get());
    }
    Instant oldestAt = to.outbox.oldestAge().map(age -> clock.instant().minus(age)).orElse(null);
    return new EventStats(
        to.publisher.stats(),
        taken.get(),
        to.outbox.size(),
        to.outbox.bytes(),
        oldestAt,
        to.outbox.lost(),
        to.feed.expired(),
        to.outbox.corrupt(),
        to.feed.refused(),
        to.outbox.failures(),
        to.outbox.sequence());
  }
}
