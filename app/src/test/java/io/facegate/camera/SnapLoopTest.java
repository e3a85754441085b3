package io.facegate.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.core.CameraState;
import io.facegate.core.EventSink;
import io.facegate.core.FaceEvent;
import io.facegate.testing.Await;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a camera that pushes counts as stuck. */
class SnapLoopTest {
  private static final Duration STILL_MAX = Duration.ofSeconds(90);
  private static final Duration SOON = Duration.ofSeconds(10);

  private final AtomicLong nanos = new AtomicLong();
  private final Semaphore onwards = new Semaphore(0);
  private final AtomicInteger begun = new AtomicInteger();
  private final FakeFaceService service = new FakeFaceService();
  private SnapCamera camera;

  /** Takes its time over each person seen. */
  private final class Slow implements EventSink {
    @Override
    public void publish(FaceEvent event) {
      begun.incrementAndGet();
      onwards.acquireUninterruptibly();
    }

    @Override
    public void cameraState(CameraState state) {}
  }

  @BeforeEach
  void start() {
    service.enroll("staff", "ann", FakeFaceService.somebody(0));
    SourceConfig.SnapPush push =
        new SourceConfig.SnapPush(new Credentials("", "token"), 2000, 3, 2);
    CameraConfig config = CameraConfig.of("snap", push, List.of("staff"));
    CameraGauge gauge = new CameraGauge();
    EventSink sink = new Slow();
    InstantSource clock = InstantSource.system();
    camera =
        new SnapCamera(
            push,
            service,
            new SnapWatcher(config, service, sink, gauge),
            clock,
            gauge,
            new StateTeller("snap", sink, clock, gauge),
            Optional.empty(),
            new LoopClock(nanos::get));
    camera.start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    onwards.release(100);
    camera.stop();
    assertTrue(camera.awaitStop(SOON));
    assertEquals(Duration.ZERO, camera.stillFor());
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private boolean stuck() {
    return camera.stillFor().compareTo(STILL_MAX) > 0;
  }

  private void push(int... strangers) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int stranger : strangers) {
      body.writeBytes(ascii("--line\r\nContent-Type: image/jpeg\r\n\r\n"));
      body.writeBytes(FakeFaceService.jpegOf(stranger));
      body.writeBytes(ascii("\r\n"));
    }
    body.writeBytes(ascii("--line--\r\n"));
    camera.offer("multipart/form-data; boundary=line", body.toByteArray());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void aCameraAtRestIsNotStuck() {
    for (int i = 0; i < 3; i++) {
      pass(STILL_MAX.plusSeconds(10));
      Await.until(SOON, () -> camera.stillFor().isZero(), "a turn at rest");
    }
  }

  @Test
  void pushesInARowAreTurnsAndOneThatHangsIsStuck() {
    Thread.ofVirtual().start(() -> push(5, 6, 7));
    Thread.ofVirtual().start(() -> push(8, 9, 10));
    for (int picture = 1; picture <= 6; picture++) {
      int number = picture;
      Await.until(SOON, () -> begun.get() == number, "picture " + number);
      assertTrue(camera.stillFor().compareTo(Duration.ofSeconds(60)) < 0, "picture " + number);
      if (number < 6) {
        pass(Duration.ofSeconds(60));
        onwards.release();
      }
    }
    Await.until(
        SOON,
        () -> {
          pass(Duration.ofSeconds(10));
          return stuck();
        },
        "a picture that hangs to be seen");
    onwards.release();
    Await.until(SOON, () -> !stuck(), "the camera to go on");
  }
}
