package io.facegate.events.mqtt;

import io.facegate.events.EventFeed;
import io.facegate.events.EventPublisher;
import io.facegate.events.Outgoing;
import io.facegate.events.PeriodicWarning;
import io.facegate.events.PublisherStats;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;

/**
 * Tells a broker what the feed holds, in order and at least once, over as many connections as it
 * takes. One thread does everything.
 */
public final class MqttPublisher implements EventPublisher {
  private static final System.Logger LOGGER = System.getLogger(MqttPublisher.class.getName());
  private static final Duration TURN = Duration.ofSeconds(1);
  private static final Duration FAREWELL = Duration.ofMillis(500);
  private static final Duration STOP_MARGIN = Duration.ofMillis(500);

  private final BrokerConfig config;
  private final EventFeed feed;
  private final Backoff backoff;
  private final PeriodicWarning warning = new PeriodicWarning(LOGGER, System::nanoTime);
  private final PeriodicWarning refusal = new PeriodicWarning(LOGGER, System::nanoTime);
  private final Semaphore signal = new Semaphore(0);
  private final AtomicLong published = new AtomicLong();
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong connections = new AtomicLong();
  private volatile State state = new State(false, Instant.now(), "not started");
  private volatile boolean stopping;
  private volatile long stopAtNanos;
  private @Nullable Thread thread;

  private record State(boolean connected, Instant since, String detail) {}

  /** What remains to be sent over one connection. */
  private static final class Round {
    final ArrayDeque<Outgoing> retained = new ArrayDeque<>();
    long lastSequence;
    boolean nothingWaits;
  }

  /** A publisher of a feed; starts nothing yet. */
  public MqttPublisher(BrokerConfig config, EventFeed feed) {
    this.config = config;
    this.feed = feed;
    backoff =
        new Backoff(config.reconnectMin(), config.reconnectMax(), ThreadLocalRandom.current());
  }

  @Override
  public synchronized void start() {
    if (thread == null) {
      state = new State(false, Instant.now(), "connecting");
      thread = Thread.ofPlatform().name("mqtt-publisher").daemon().start(this::run);
    }
  }

  @Override
  public void wake() {
    if (signal.availablePermits() == 0) {
      signal.release();
    }
  }

  @Override
  public synchronized void stop(Duration atMost) {
    stopAtNanos = System.nanoTime() + atMost.toNanos();
    stopping = true;
    Thread running = thread;
    if (running == null) {
      return;
    }
    signal.release();
    try {
      if (!running.join(atMost.plus(STOP_MARGIN))) {
        running.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public PublisherStats stats() {
    State now = state;
    return new PublisherStats(
        true,
        now.connected,
        now.since,
        now.detail,
        published.get(),
        acknowledged.get(),
        Math.max(0, connections.get() - 1));
  }

  private void run() {
    while (!stopping) {
      long begun = System.nanoTime();
      try (MqttConnection connection = MqttConnection.open(config, feed, this::wake)) {
        connected();
        serve(connection);
        disconnected(connection.lost() == null ? "stopped" : connection.lost());
      } catch (IOException | MqttException | RuntimeException e) {
        disconnected(Reasons.of(e));
      } catch (InterruptedException e) {
        return;
      }
      if (System.nanoTime() - begun > config.reconnectMax().toNanos()) {
        backoff.reset();
        warning.clear();
      }
      pause(backoff.pause());
    }
  }

  private void connected() {
    connections.incrementAndGet();
    state = new State(true, Instant.now(), "");
    LOGGER.log(System.Logger.Level.INFO, "connected to the broker " + config.uri());
  }

  private void disconnected(String why) {
    State before = state;
    Instant since = before.connected ? Instant.now() : before.since;
    state = new State(false, since, why);
    if (!stopping) {
      warning.warn(1, "no connection to the broker %s: %s".formatted(config.uri(), why));
    }
  }

  private void pause(Duration pause) {
    long until = System.nanoTime() + pause.toNanos();
    for (long left = pause.toNanos(); left > 0 && !stopping; left = until - System.nanoTime()) {
      await(left);
    }
  }

  private void await(long nanos) {
    try {
      if (signal.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
        signal.drainPermits();
      }
    } catch (InterruptedException e) {
      stopping = true;
      Thread.currentThread().interrupt();
    }
  }

  private void serve(MqttConnection connection) throws IOException, MqttException {
    Round round = new Round();
    round.retained.addAll(feed.greeting());
    Optional<String> topic = feed.introductionTopic();
    if (topic.isPresent()) {
      connection.listen(topic.get());
    }
    while (!stopping && connection.lost() == null) {
      turn(connection, round);
      await(TURN.toNanos());
    }
    settle(connection);
    if (stopping && connection.lost() == null) {
      farewell(connection, round);
    }
  }

  private void turn(MqttConnection connection, Round round) throws IOException, MqttException {
    settle(connection);
    if (connection.takeIntroductionRequest()) {
      round.retained.addAll(feed.introduction());
    }
    if (round.retained.isEmpty()) {
      round.retained.addAll(feed.changes());
    }
    round.nothingWaits = false;
    while (connection.hasRoom() && connection.lost() == null) {
      Optional<Outgoing> next = next(round);
      if (next.isEmpty()) {
        round.nothingWaits = true;
        break;
      }
      send(connection, next.get());
    }
    if (connection.isStalled(config.acknowledgeTimeout())) {
      throw new IOException("the broker does not acknowledge");
    }
  }

  private Optional<Outgoing> next(Round round) {
    Outgoing first = round.retained.poll();
    if (first != null) {
      return Optional.of(first);
    }
    Optional<Outgoing> event = feed.next(round.lastSequence);
    event.ifPresent(found -> round.lastSequence = found.sequence());
    return event;
  }

  private void send(MqttConnection connection, Outgoing message) throws MqttException {
    try {
      connection.publish(message);
      published.incrementAndGet();
    } catch (MqttException e) {
      if (e.getReasonCode() != MqttClientException.REASON_CODE_OUTGOING_PACKET_TOO_LARGE) {
        throw e;
      }
      refuse(message.sequence(), "larger than the broker allows");
    }
  }

  private void settle(MqttConnection connection) throws IOException {
    List<Long> done = new ArrayList<>();
    String refused = null;
    for (MqttConnection.Acknowledgement one : connection.acknowledgements()) {
      if (!one.isRefusal()) {
        acknowledged.incrementAndGet();
        if (one.sequence() > 0) {
          done.add(one.sequence());
        }
      } else if (one.sequence() == 0 || concernsMessage(one.reasonCode())) {
        refuse(one.sequence(), Reasons.of(one.reasonCode(), null));
      } else {
        refused = Reasons.of(one.reasonCode(), null);
      }
    }
    if (!done.isEmpty()) {
      feed.acknowledged(done);
    }
    if (refused != null) {
      throw new IOException("the broker refuses events: " + refused);
    }
  }

  /* Any other refusal may end when the broker is set right, and the event waits for that. */
  private static boolean concernsMessage(int reasonCode) {
    return reasonCode == Reasons.TOPIC_NAME_INVALID
        || reasonCode == Reasons.PAYLOAD_FORMAT_INVALID;
  }

  private void refuse(long sequence, String why) {
    if (sequence > 0) {
      feed.refused(sequence, why);
    } else {
      refusal.warn(1, "the broker refused a retained message: " + why);
    }
  }

  private void farewell(MqttConnection connection, Round round)
      throws IOException, MqttException {
    do {
      turn(connection, round);
      if (round.nothingWaits && !connection.isBusy()) {
        break;
      }
      awaitUntil(stopAtNanos - FAREWELL.toNanos());
    } while (isBefore(stopAtNanos - FAREWELL.toNanos()) && connection.lost() == null);
    if (connection.lost() != null) {
      return;
    }
    send(connection, feed.farewell());
    while (connection.isBusy() && isBefore(stopAtNanos) && connection.lost() == null) {
      awaitUntil(stopAtNanos);
      settle(connection);
    }
    /* Without an acknowledged farewell the last will says that we are offline. */
    if (!connection.isBusy() && connection.lost() == null) {
      connection.disconnect(STOP_MARGIN);
    }
  }

  private static boolean isBefore(long nanos) {
    return nanos - System.nanoTime() > 0;
  }

  private void awaitUntil(long nanos) {
    await(Math.clamp(nanos - System.nanoTime(), 0, TURN.toNanos()));
  }
}
