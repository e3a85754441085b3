package io.facegate.camera;

import io.facegate.core.CameraState.Status;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one camera going: opens its source, notices when it fails or falls silent, and opens it
 * anew; beside it looks at the newest frame. Nothing here is shared with other cameras.
 */
final class CameraRunner implements WatchedCamera {
  private static final Logger LOG = System.getLogger(CameraRunner.class.getName());
  private static final Duration CHECK_EVERY = Duration.ofMillis(100);
  private static final Duration TICK_EVERY = Duration.ofMillis(250);
  private static final Duration ABORT_PATIENCE = Duration.ofSeconds(1);
  private static final int HANGING_MAX = 3;

  private final CameraConfig config;
  private final Supplier<FrameSource> sources;
  private final FrameWatcher watcher;
  private final InstantSource clock;
  private final CameraGauge gauge;
  private final StateTeller teller;
  private final ReconnectLadder ladder;
  private final Duration quietMax;
  private final RepeatedFault fault;
  private final LatestFrame latest = new LatestFrame();
  private final LoopClock loop = new LoopClock();
  private final AtomicReference<@Nullable CameraConfig> adopted = new AtomicReference<>();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final List<SourceThread> hanging = new ArrayList<>();
  private @Nullable Thread reading;
  private @Nullable Thread looking;

  /**
   * A camera at rest.
   *
   * @param sources makes a source for each connection
   * @param quietMax how long the source may be silent
   */
  CameraRunner(
      CameraConfig config,
      Supplier<FrameSource> sources,
      Duration quietMax,
      FrameWatcher watcher,
      InstantSource clock,
      CameraGauge gauge,
      StateTeller teller) {
    this.config = config;
    this.sources = sources;
    this.quietMax = quietMax;
    this.watcher = watcher;
    this.clock = clock;
    this.gauge = gauge;
    this.teller = teller;
    this.fault = new RepeatedFault(LOG, "camera " + config.id() + ": a fault, it goes on");
    this.ladder = new ReconnectLadder(config.reconnect().pauseMax(), new SplittableRandom());
  }

  @Override
  public void start() {
    reading = Thread.ofVirtual().name("camera-" + config.id() + "-keep").start(this::keepGoing);
    looking = Thread.ofVirtual().name("camera-" + config.id() + "-look").start(this::keepLooking);
  }

  @Override
  public void stop() {
    stop.countDown();
  }

  @Override
  public boolean awaitStop(Duration patience) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + patience.toNanos();
    boolean ended = true;
    for (Thread thread : new Thread[] {reading, looking}) {
      long leftNanos = Math.max(0, deadlineNanos - System.nanoTime());
      ended &= thread == null || thread.join(Duration.ofNanos(leftNanos));
    }
    return ended;
  }

  @Override
  public void adopt(CameraConfig other) {
    adopted.set(other);
  }

  @Override
  public Duration stillFor() {
    return loop.stillFor();
  }

  @Override
  public CameraStats stats() {
    return gauge.stats(teller.state());
  }

  private boolean stopping() {
    return stop.getCount() == 0;
  }

  private void keepGoing() {
    try {
      boolean more = true;
      while (more && !stopping()) {
        more = keepAlive();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (stopping()) {
      teller.enter(Status.STOPPED, "");
    }
  }

  /* Whatever goes wrong, a camera is tried again: one that gave up in silence guards no door. */
  private boolean keepAlive() throws InterruptedException {
    try {
      return connectOnce();
    } catch (RuntimeException e) {
      gauge.faults.increment();
      fault.happened(e);
      return pause(ladder.failed());
    }
  }

  /** One connection and the pause after it; false when the source has ended for good. */
  private boolean connectOnce() throws InterruptedException {
    hanging.removeIf(CameraRunner::hasEnded);
    if (hanging.size() >= HANGING_MAX) {
      teller.enter(Status.OFFLINE, "earlier connections hang in native code");
      return pause(ladder.failed());
    }
    if (teller.state().status() == Status.STOPPED) {
      teller.enter(Status.CONNECTING, "");
    }
    FrameInlet inlet = new FrameInlet(latest, gauge, clock);
    SourceThread thread = new SourceThread(config.id(), sources.get(), inlet);
    Optional<String> complaint = supervise(thread, inlet);
    inlet.shut();
    thread.stop();
    if (!thread.ended(ABORT_PATIENCE)) {
      hanging.add(thread);
    }
    if (stopping()) {
      return false;
    }
    SourceException failure = thread.failure();
    if (complaint.isEmpty() && failure == null) {
      teller.enter(Status.STOPPED, "the source has ended");
      return false;
    }
    gauge.reconnects.increment();
    String detail = complaint.orElse(failure == null ? "" : failure.detail());
    teller.enter(Status.OFFLINE, detail);
    Duration least = failure == null ? Duration.ZERO : failure.pauseMin();
    Duration pause = ladder.failed();
    return pause(pause.compareTo(least) < 0 ? least : pause);
  }

  private static boolean hasEnded(SourceThread thread) {
    try {
      return thread.ended(Duration.ofNanos(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean pause(Duration pause) throws InterruptedException {
    return !stop.await(pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Waits for the connection to end; says what is wrong when it does not end by itself. */
  private Optional<String> supervise(SourceThread thread, FrameInlet inlet)
      throws InterruptedException {
    boolean healthy = false;
    while (!thread.ended(CHECK_EVERY)) {
      if (stopping()) {
        return Optional.of("stopped");
      }
      if (inlet.flowing()) {
        teller.enter(Status.ONLINE, "");
      }
      if (!healthy && inlet.flowing()
          && inlet.openNanos() > config.reconnect().healthyAfter().toNanos()) {
        ladder.healthy();
        healthy = true;
      }
      if (inlet.quietNanos() > quietMax.toNanos()) {
        return Optional.of("no new picture for " + quietMax.toSeconds() + " s");
      }
    }
    return Optional.empty();
  }

  private void keepLooking() {
    try {
      while (!stopping()) {
        loop.turned();
        CameraConfig other = adopted.getAndSet(null);
        if (other != null) {
          watcher.adopt(other);
        }
        Optional<Frame> frame = latest.take(TICK_EVERY);
        guarded(() -> frame.ifPresentOrElse(watcher::look, () -> watcher.tick(clock.instant())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    loop.ended();
    guarded(() -> watcher.close(clock.instant()));
  }

  private void guarded(Runnable look) {
    try {
      look.run();
    } catch (RuntimeException e) {
      gauge.faults.increment();
      fault.happened(e);
    }
  }
}
