package io.facegate.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.camera.FakeFaceService.Drawn;
import io.facegate.core.CameraState;
import io.facegate.core.DecisionPolicy;
import io.facegate.face.Image;
import io.facegate.testing.Await;
import io.facegate.vision.Output;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Cameras that work, fail, hang and heal, side by side. */
class CamerasTest {
  private static final byte[] PICTURE = FakeFaceService.jpegOf(0);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final FakeFaceService service = new FakeFaceService();
  private final Witness witness = new Witness();

  CamerasTest() {
    service.enroll("staff", "ann", FakeFaceService.somebody(0));
  }

  private static CameraConfig camera(String id, SourceConfig source) {
    return CameraConfig.of(id, source, List.of("staff"))
        .with(
            new ReconnectConfig(
                Duration.ofMillis(30), Duration.ofSeconds(30), Duration.ofMillis(500)));
  }

  private static SourceConfig.Snapshot snapshot(RudeServer server) {
    return new SourceConfig.Snapshot(
        server.address(),
        new Credentials("admin", "secret"),
        Duration.ofMillis(10),
        Duration.ofSeconds(5),
        Duration.ofMillis(300),
        10_000,
        new TlsTrust.Authorities());
  }

  private Cameras start(CameraConfig... configs) {
    Cameras cameras = new Cameras(service, witness, List.of(configs), InstantSource.system());
    cameras.start();
    return cameras;
  }

  private void awaitDetail(String id, String detail) {
    Await.until(PATIENCE, () -> witness.details(id).contains(detail), id + ": " + detail);
  }

  private void complains(RudeServer.Manners manners, String detail) throws IOException {
    witness.states.clear();
    try (RudeServer server = new RudeServer(manners);
        Cameras cameras = start(camera("bad", snapshot(server)))) {
      awaitDetail("bad", detail);
      assertEquals(0, cameras.stats().get("bad").framesReceived());
    }
    assertEquals("STOPPED", witness.status("bad"));
  }

  private static RudeServer.Manners always(String status, byte[] body, String... headers) {
    return talk -> {
      while (talk.hear().isPresent()) {
        talk.say(status, body, headers);
      }
    };
  }

  @Test
  void aGoodCameraIsOnlineAndItsVisitorIsTold() throws IOException {
    try (RudeServer server = new RudeServer(always("200 OK", PICTURE));
        Cameras cameras = start(camera("gate", snapshot(server)))) {
      Await.until(PATIENCE, () -> !witness.events.isEmpty(), "an event");
      Await.until(PATIENCE, () -> witness.status("gate").equals("ONLINE"), "online");
      Await.until(PATIENCE, () -> cameras.stats().get("gate").framesAnalysed() > 5, "frames");
      assertEquals(List.of("BEGIN ann"), witness.story());
      assertTrue(cameras.stats().get("gate").frameAgeMs().isPresent());
    }
    List<CameraState.Status> told =
        witness.states.stream().map(CameraState::status).distinct().toList();
    assertEquals(
        List.of(
            CameraState.Status.CONNECTING,
            CameraState.Status.ONLINE,
            CameraState.Status.STOPPED),
        told);
  }

  @Test
  void eachKindOfFailureHasItsWords() throws IOException {
    complains(
        always("401 Unauthorized", PICTURE, "WWW-Authenticate: Basic realm=\"x\""),
        "the camera refuses the credentials (401)");
    complains(always("503 Busy", PICTURE, "Retry-After: 1"), "the camera is busy (503)");
    complains(always("404 Gone", PICTURE), "the camera answers 404");
    complains(
        always("200 OK", new byte[] {'n', 'o', 'p', 'e'}),
        "the camera sends no picture that can be decoded");
    complains(RudeServer.Talk::hang, "the camera does not answer in time");
    complains(talk -> talk.raw("SSH-2.0\r\n"), "the answer is not HTTP");
  }

  @Test
  void nowAndThenABusyAnswerIsNoFailure() throws IOException {
    AtomicInteger count = new AtomicInteger();
    try (RudeServer server =
            RudeServer.answering(
                (talk, request) -> {
                  boolean busy = count.incrementAndGet() % 3 == 0;
                  talk.say(busy ? "503 Busy" : "200 OK", PICTURE);
                });
        Cameras cameras = start(camera("gate", snapshot(server)))) {
      Await.until(PATIENCE, () -> cameras.stats().get("gate").framesReceived() > 12, "frames");
      assertEquals(0, cameras.stats().get("gate").reconnects());
      assertEquals("ONLINE", witness.status("gate"));
    }
  }

  @Test
  void aCameraThatFallsSilentHalfOpenIsOpenedAnew() throws IOException {
    AtomicInteger answered = new AtomicInteger();
    try (RudeServer server =
            new RudeServer(
                talk -> {
                  for (int i = 0; i < 3; i++) {
                    talk.hear();
                    talk.say("200 OK", PICTURE);
                    answered.incrementAndGet();
                  }
                  talk.hang();
                });
        Cameras cameras = start(camera("gate", snapshot(server)))) {
      Await.until(PATIENCE, () -> answered.get() > 6, "frames after a silence");
      assertTrue(server.connections.get() > 2);
      Await.until(
          PATIENCE, () -> cameras.stats().get("gate").framesReceived() > 6, "the seventh frame");
    }
  }

  @Test
  void aFeedThatBreaksIsRunAgainAndOneThatEndsIsNot() {
    AtomicInteger runs = new AtomicInteger();
    FrameFeed feed =
        consumer -> {
          consumer.offer(service.draw(100, 100));
          if (runs.incrementAndGet() < 3) {
            throw new IllegalStateException("drawn badly on purpose");
          }
        };
    try (Cameras cameras = start(camera("feed", new SourceConfig.Fed(feed)))) {
      awaitDetail("feed", "the source has ended");
      assertEquals(3, runs.get());
      assertEquals(2, cameras.stats().get("feed").reconnects());
    }
  }

  @Test
  void badCamerasCostAGoodOneNothing() throws IOException {
    AtomicInteger interrupts = new AtomicInteger();
    FrameFeed deaf =
        consumer -> {
          CountDownLatch never = new CountDownLatch(1);
          while (never.getCount() > 0) {
            try {
              never.await();
            } catch (InterruptedException e) {
              /* As native code that hangs: an interrupt does not reach it. */
              interrupts.incrementAndGet();
            }
          }
        };
    Image seen = service.draw(100, 100, Drawn.at(10, 10, 80, FakeFaceService.somebody(0)));
    FrameFeed good =
        consumer -> {
          while (!Thread.interrupted()) {
            consumer.offer(seen);
            Thread.sleep(10);
          }
        };
    List<RudeServer> servers = new ArrayList<>();
    servers.add(new RudeServer(RudeServer.Talk::hang));
    servers.add(new RudeServer(always("401 Unauthorized", PICTURE)));
    servers.add(new RudeServer(always("503 Busy", PICTURE)));
    servers.add(new RudeServer(always("200 OK", new byte[] {1, 2, 3})));
    List<CameraConfig> configs = new ArrayList<>();
    for (RudeServer server : servers) {
      configs.add(camera("bad-" + configs.size(), snapshot(server)));
    }
    configs.add(camera("deaf", new SourceConfig.Fed(deaf)));
    configs.add(camera("good", new SourceConfig.Fed(good)));
    Cameras cameras = start(configs.toArray(CameraConfig[]::new));
    Await.until(PATIENCE, () -> cameras.stats().get("good").framesAnalysed() > 100, "frames");
    Await.until(PATIENCE, () -> cameras.stats().get("deaf").reconnects() > 0, "a reconnect");
    for (CameraStats stats : cameras.stats().values()) {
      if (!stats.state().cameraId().equals("good")) {
        assertEquals(CameraState.Status.OFFLINE, stats.state().status(), stats.toString());
      }
    }
    assertEquals(0, cameras.stats().get("good").reconnects());
    assertEquals(List.of("BEGIN ann"), witness.story());
    long startNanos = System.nanoTime();
    cameras.close();
    assertTrue(System.nanoTime() - startNanos < Duration.ofSeconds(4).toNanos());
    for (RudeServer server : servers) {
      server.close();
    }
  }

  @Test
  void aCameraThatCannotBeJudgedDoesNotStart() {
    service.outputs.remove(Output.LIVENESS);
    SourceConfig source = new SourceConfig.Fed(consumer -> {});
    CameraConfig strict = camera("strict", source).with(livenessRequired());
    try (Cameras cameras = start(strict)) {
      awaitDetail("strict", "liveness is required, and no installed model can judge it");
      assertEquals(
          CameraState.Status.OFFLINE, cameras.stats().get("strict").state().status());
    }
    service.outputs.remove(Output.EMBEDDING);
    try (Cameras cameras = start(camera("blind", source))) {
      awaitDetail("blind", "no model is installed that recognises faces");
      assertEquals(0, cameras.stats().get("blind").framesReceived());
    }
  }

  private static RecognitionConfig livenessRequired() {
    return new RecognitionConfig(
        DecisionPolicy.defaults(), 90, 2, 0.5, 5, 40, 0.6, 0.7, 40, 45, 35, 4,
        Duration.ofSeconds(1), Duration.ofSeconds(1), 3);
  }

  @Test
  void twoCamerasOfOneNameAreRefused() {
    CameraConfig one = camera("gate", new SourceConfig.Fed(consumer -> {}));
    assertThrows(IllegalArgumentException.class, () -> start(one, one));
    assertThrows(
        IllegalArgumentException.class,
        () -> camera("../gate", new SourceConfig.Fed(consumer -> {})));
  }
}
