package io.facegate.camera;

import io.facegate.core.CameraState.Status;
import io.facegate.core.FrameService;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.Image;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A camera that pushes its crops. A crop is a person, not just the next frame, so none is dropped
 * silently: one too many is refused, and the camera sends it again.
 */
final class SnapCamera implements WatchedCamera, SnapSource {
  private static final Duration TICK_EVERY = Duration.ofMillis(250);

  private final SourceConfig.SnapPush config;
  private final FrameService service;
  private final SnapWatcher watcher;
  private final InstantSource clock;
  private final CameraGauge gauge;
  private final StateTeller teller;
  private final Optional<FaceFailure> unfit;
  private final Semaphore places;
  private final ReentrantLock inOrder = new ReentrantLock(true);
  private final CountDownLatch stop = new CountDownLatch(1);
  private final LoopClock loop;
  private @Nullable Thread ticking;

  /**
   * A camera at rest.
   *
   * @param unfit why no push can be judged, if so
   * @param loop by which it tells whether it is stuck
   */
  SnapCamera(
      SourceConfig.SnapPush config,
      FrameService service,
      SnapWatcher watcher,
      InstantSource clock,
      CameraGauge gauge,
      StateTeller teller,
      Optional<FaceFailure> unfit,
      LoopClock loop) {
    this.config = config;
    this.service = service;
    this.watcher = watcher;
    this.clock = clock;
    this.gauge = gauge;
    this.teller = teller;
    this.unfit = unfit;
    this.loop = loop;
    this.places = new Semaphore(config.waitingMax());
  }

  @Override
  public Credentials credentials() {
    return config.credentials();
  }

  @Override
  public int bytesMax() {
    return config.bytesMax();
  }

  @Override
  public SnapReceipt offer(String contentType, byte[] body) {
    Instant at = clock.instant();
    if (unfit.isPresent()) {
      throw new FaceException(unfit.get(), "this camera cannot be judged");
    }
    if (body.length > config.bytesMax()) {
      throw new FaceException(FaceFailure.BODY_TOO_LARGE);
    }
    if (!places.tryAcquire()) {
      throw overloaded("too many pushes under way");
    }
    inOrder.lock();
    try {
      if (stop.getCount() == 0) {
        throw overloaded("the camera stops");
      }
      return take(PictureParts.of(contentType, body, config.picturesMax()), at);
    } finally {
      inOrder.unlock();
      places.release();
    }
  }

  private FaceException overloaded(String why) {
    gauge.overloads.increment();
    return new FaceException(FaceFailure.OVERLOADED, why);
  }

  private SnapReceipt take(List<byte[]> pictures, Instant at) {
    teller.enter(Status.ONLINE, "");
    int unreadable = 0;
    int faces = 0;
    int moment = 0;
    for (byte[] picture : pictures) {
      /* Pushes in a row hold off the tick; each picture is a turn, so that only one that hangs
         counts as stuck. */
      loop.turned();
      gauge.frameReceived();
      Image image;
      try {
        image = service.decode(picture);
      } catch (FaceException e) {
        unreadable++;
        gauge.unreadable.increment();
        if (unreadable == pictures.size()) {
          throw e;
        }
        continue;
      }
      /* A moment apart: the same face in the crop and in the scene beside it is one visit. */
      faces += watcher.look(new Frame(image, at.plusNanos(moment)));
      moment++;
    }
    return new SnapReceipt(pictures.size(), unreadable, faces);
  }

  @Override
  public void start() {
    if (unfit.isPresent()) {
      teller.enter(Status.OFFLINE, Cameras.complaint(unfit.get()));
      return;
    }
    teller.enter(Status.CONNECTING, "waiting for the first push");
    ticking = Thread.ofVirtual().name("camera-push-tick").start(this::keepTicking);
  }

  private void keepTicking() {
    try {
      while (!stop.await(TICK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        loop.turned();
        locked(() -> watcher.tick(clock.instant()));
      }
      locked(watcher::close);
      loop.ended();
      teller.enter(Status.STOPPED, "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void locked(Runnable action) {
    inOrder.lock();
    try {
      action.run();
    } catch (RuntimeException e) {
      gauge.faults.increment();
    } finally {
      inOrder.unlock();
    }
  }

  @Override
  public void stop() {
    stop.countDown();
  }

  @Override
  public boolean awaitStop(Duration patience) throws InterruptedException {
    Thread thread = ticking;
    return thread == null || thread.join(patience);
  }

  @Override
  public void adopt(CameraConfig config) {
    locked(() -> watcher.adopt(config));
  }

  @Override
  public Duration stillFor() {
    return loop.stillFor();
  }

  @Override
  public CameraStats stats() {
    return gauge.stats(teller.state());
  }
}
