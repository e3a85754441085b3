package io.facegate.events;

import io.facegate.core.CameraState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes messages of the outbox and of the states, as a publisher asks for them. */
final class BrokerFeed implements EventFeed {
  private static final System.Logger LOGGER = System.getLogger(BrokerFeed.class.getName());

  private final EventsConfig config;
  private final Outbox outbox;
  private final CameraStates cameras;
  private final StatePayload states;
  private final Topics topics;
  private final @Nullable HomeAssistant homeAssistant;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final AtomicLong expired = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final PeriodicWarning expiryWarning;
  private final PeriodicWarning refusalWarning;
  private final PeriodicWarning readWarning;

  BrokerFeed(
      EventsConfig config,
      Outbox outbox,
      CameraStates cameras,
      StatePayload states,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.config = config;
    this.outbox = outbox;
    this.cameras = cameras;
    this.states = states;
    this.clock = clock;
    this.nanoTime = nanoTime;
    topics = new Topics(config.topicPrefix(), config.device());
    homeAssistant =
        config.homeAssistant().enabled()
            ? new HomeAssistant(config.homeAssistant(), config.device(), topics)
            : null;
    expiryWarning = new PeriodicWarning(LOGGER, nanoTime);
    refusalWarning = new PeriodicWarning(LOGGER, nanoTime);
    readWarning = new PeriodicWarning(LOGGER, nanoTime);
  }

  @Override
  public String clientId() {
    return "facegate-" + config.device();
  }

  @Override
  public Outgoing will() {
    return Outgoing.retained(topics.status(), states.lost());
  }

  @Override
  public List<Outgoing> greeting() {
    Instant now = clock.instant();
    List<Outgoing> messages = new ArrayList<>();
    messages.add(Outgoing.retained(topics.status(), states.online(now)));
    messages.addAll(forgotten(cameras.allGone()));
    cameras.all().forEach(state -> messages.add(cameraState(state, now)));
    messages.addAll(introduction());
    return messages;
  }

  @Override
  public List<Outgoing> changes() {
    Instant now = clock.instant();
    List<Outgoing> messages = new ArrayList<>(forgotten(cameras.newlyGone()));
    cameras.due().forEach(state -> messages.add(cameraState(state, now)));
    return messages;
  }

  /* An empty retained message is how a broker forgets one (MQTT 5, section 3.3.1.3). */
  private List<Outgoing> forgotten(List<String> ids) {
    HomeAssistant listener = homeAssistant;
    Stream<String> states = ids.stream().map(topics::cameraState);
    Stream<String> introductions =
        listener == null
            ? Stream.empty()
            : ids.stream().flatMap(id -> listener.camera(id).stream()).map(Outgoing::topic);
    return Stream.concat(states, introductions)
        .map(topic -> Outgoing.retained(topic, new byte[0]))
        .toList();
  }

  private Outgoing cameraState(CameraState state, Instant now) {
    return Outgoing.retained(topics.cameraState(state.cameraId()), states.camera(state, now));
  }

  @Override
  public Outgoing farewell() {
    return Outgoing.retained(topics.status(), states.stopped(clock.instant()));
  }

  @Override
  public Optional<String> introductionTopic() {
    return Optional.ofNullable(homeAssistant).map(HomeAssistant::statusTopic);
  }

  @Override
  public List<Outgoing> introduction() {
    HomeAssistant listener = homeAssistant;
    return listener == null
        ? List.of()
        : cameras.ids().stream().flatMap(id -> listener.camera(id).stream()).toList();
  }

  @Override
  public Optional<Outgoing> next(long afterSequence) {
    long last = afterSequence;
    while (true) {
      OptionalLong number = outbox.nextAfter(last);
      if (number.isEmpty()) {
        return Optional.empty();
      }
      last = number.getAsLong();
      Optional<Outgoing> message = message(last);
      if (message.isPresent()) {
        return message;
      }
    }
  }

  private Optional<Outgoing> message(long number) {
    try {
      Optional<OutboxRecord> record = outbox.read(number);
      Optional<Outbox.Waiting> waiting = outbox.waiting(number);
      if (record.isEmpty() || waiting.isEmpty()) {
        return Optional.empty();
      }
      Instant now = clock.instant();
      if (!now.isBefore(record.get().expiresAt())) {
        expire(number);
        return Optional.empty();
      }
      return Optional.of(message(number, record.get(), isLate(record.get(), waiting.get(), now)));
    } catch (IOException e) {
      readWarning.warn(1, "an event could not be read: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Outgoing message(long number, OutboxRecord record, boolean late) throws IOException {
    Instant now = clock.instant();
    long seconds = Math.max(1, Duration.between(now, record.expiresAt()).toSeconds());
    return new Outgoing(
        number,
        record.topic(),
        EventPayload.finish(record.draft(), now, late),
        false,
        seconds,
        Map.of("uuid", record.uuid().toString(), "late", String.valueOf(late)));
  }

  /*
   * The wall clock can be set back while an event waits, which would make it look young. So an
   * event from the future is late as well, and one that waited long by the clock that never jumps,
   * and every one that an earlier process took in.
   */
  private boolean isLate(OutboxRecord record, Outbox.Waiting waiting, Instant now) {
    Duration age = Duration.between(record.capturedAt(), now).abs();
    Duration waited = Duration.ofNanos(nanoTime.getAsLong() - waiting.takenNanos());
    return waiting.earlierProcess()
        || age.compareTo(config.lateAfter()) > 0
        || waited.compareTo(config.lateAfter()) > 0;
  }

  private void expire(long number) {
    outbox.remove(List.of(number));
    expired.incrementAndGet();
    expiryWarning.warn(1, "events expired before they could be sent");
  }

  @Override
  public void acknowledged(List<Long> sequences) {
    outbox.remove(sequences);
  }

  @Override
  public void refused(long sequence, String why) {
    outbox.remove(List.of(sequence));
    refused.incrementAndGet();
    refusalWarning.warn(1, "the broker refused an event for good: " + why);
  }

  long expired() {
    return expired.get();
  }

  long refused() {
    return refused.get();
  }
}
