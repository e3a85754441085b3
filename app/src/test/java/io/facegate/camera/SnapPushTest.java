package io.facegate.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.core.CameraState;
import io.facegate.core.EventSink;
import io.facegate.core.FaceEvent;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.testing.Await;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What cameras push. */
class SnapPushTest {
  private static final byte[] ANN = FakeFaceService.jpegOf(0);
  private static final byte[] NOBODY = FakeFaceService.jpegOf(5);
  private static final byte[] BROKEN = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 99, 1};
  private static final byte[] UNREADABLE = {(byte) 0x89, 'P', 'N', 'G', 0};

  private final FakeFaceService service = new FakeFaceService();
  private final Witness witness = new Witness();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-02T03:04:05Z"));
  private Cameras cameras = cameras(witness);

  private Cameras cameras(EventSink sink) {
    service.enroll("staff", "ann", FakeFaceService.somebody(0));
    SourceConfig push =
        new SourceConfig.SnapPush(new Credentials("", "token"), 2000, 3, 2);
    CameraConfig config = CameraConfig.of("snap", push, List.of("staff"));
    Cameras made = new Cameras(service, sink, List.of(config), now::get);
    made.start();
    return made;
  }

  @AfterEach
  void stop() {
    cameras.close();
  }

  private SnapReceipt push(String contentType, byte[] body) {
    now.updateAndGet(before -> before.plusMillis(100));
    return cameras.snap("snap").orElseThrow().offer(contentType, body);
  }

  private FaceFailure refused(String contentType, byte[] body) {
    return assertThrows(FaceException.class, () -> push(contentType, body)).failure();
  }

  private static byte[] multipart(byte[]... parts) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      body.writeBytes(ascii("--line\r\nContent-Disposition: form-data; name=\"f\";"));
      body.writeBytes(ascii(" filename=\"../../etc/passwd\"\r\n\r\n"));
      body.writeBytes(part);
      body.writeBytes(ascii("\r\n"));
    }
    body.writeBytes(ascii("--line--\r\n"));
    return body.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void aKnownPersonIsOneVisitPerGap() {
    assertEquals(new SnapReceipt(1, 0, 1), push("image/jpeg", ANN));
    push("application/octet-stream", ANN);
    push("", ANN);
    assertEquals(List.of("BEGIN ann"), witness.story());
    now.updateAndGet(before -> before.plusSeconds(20));
    push("image/jpeg", ANN);
    assertEquals(List.of("BEGIN ann", "BEGIN ann"), witness.story());
    assertEquals("ONLINE", witness.status("snap"));
  }

  @Test
  void aStrangerIsOneVisitPerGapByResemblance() {
    push("image/jpeg", NOBODY);
    push("image/jpeg", NOBODY);
    push("image/jpeg", FakeFaceService.jpegOf(6));
    push("image/jpeg", NOBODY);
    assertEquals(List.of("BEGIN ?", "BEGIN ?"), witness.story());
  }

  @Test
  void severalPicturesMayComeInOneForm() {
    byte[] body = multipart(ascii("{\"type\":\"snap\"}"), ANN, NOBODY, NOBODY);
    SnapReceipt receipt = push("Multipart/Form-Data; boundary=\"line\"", body);
    assertEquals(new SnapReceipt(3, 0, 3), receipt);
    assertEquals(List.of("BEGIN ann", "BEGIN ?"), witness.story());
  }

  @Test
  void whatIsNoPictureIsAnsweredAsSuch() {
    assertEquals(FaceFailure.IMAGE_COUNT_WRONG, refused("image/jpeg", ascii("hello")));
    assertEquals(FaceFailure.IMAGE_COUNT_WRONG, refused("image/jpeg", new byte[0]));
    assertEquals(FaceFailure.IMAGE_UNREADABLE, refused("image/png", UNREADABLE));
    assertEquals(FaceFailure.BODY_TOO_LARGE, refused("image/jpeg", new byte[2001]));
    String form = "multipart/form-data; boundary=line";
    assertEquals(FaceFailure.IMAGE_COUNT_WRONG, refused(form, multipart(ascii("x"))));
    assertEquals(FaceFailure.IMAGE_COUNT_WRONG, refused(form, multipart(ANN, ANN, ANN, ANN)));
    assertEquals(FaceFailure.BODY_UNREADABLE, refused("multipart/form-data", multipart(ANN)));
    assertEquals(
        FaceFailure.BODY_UNREADABLE, refused(form, ascii("--line\r\nA: b\r\n\r\nno end")));
    assertEquals(new SnapReceipt(2, 1, 1), push(form, multipart(UNREADABLE, ANN)));
    assertEquals(new SnapReceipt(1, 0, 0), push("image/jpeg", BROKEN));
    assertEquals(2, cameras.stats().get("snap").picturesUnreadable());
  }

  @Test
  void onePushTooManyIsRefusedAndNoneIsLost() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger told = new AtomicInteger();
    cameras.close();
    cameras =
        cameras(
            new EventSink() {
              @Override
              public void publish(FaceEvent event) {
                try {
                  release.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                told.incrementAndGet();
              }

              @Override
              public void cameraState(CameraState state) {}
            });
    AtomicInteger taken = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    for (int i = 0; i < 5; i++) {
      byte[] picture = FakeFaceService.jpegOf(i + 5);
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  push("image/jpeg", picture);
                  taken.incrementAndGet();
                } catch (FaceException e) {
                  refused.addAndGet(e.failure() == FaceFailure.OVERLOADED ? 1 : 0);
                }
              });
    }
    Await.until(Duration.ofSeconds(5), () -> refused.get() == 3, "three refusals");
    release.countDown();
    Await.until(Duration.ofSeconds(5), () -> taken.get() == 2, "both pushes taken");
    assertEquals(2, told.get());
  }

  @Test
  void onlyCamerasThatPushAreHeard() {
    assertTrue(cameras.snap("other").isEmpty());
    SnapSource source = cameras.snap("snap").orElseThrow();
    assertTrue(source.credentials().matches("", "token"));
    assertEquals(2000, source.bytesMax());
  }
}
