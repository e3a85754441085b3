package io.facegate.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.facegate.camera.FakeFaceService.Drawn;
import io.facegate.core.CameraState;
import io.facegate.core.DecisionPolicy;
import io.facegate.core.EventSink;
import io.facegate.core.FaceEvent;
import io.facegate.face.Image;
import io.facegate.testing.Await;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Cameras come, go and change while others go on. */
class CamerasReloadTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final byte[] PICTURE = FakeFaceService.jpegOf(0);

  private final FakeFaceService service = new FakeFaceService();
  private final Witness witness = new Witness();
  private final List<String> gone = new CopyOnWriteArrayList<>();

  /** Hears everything, and who is gone. */
  private final class Hearing implements EventSink {
    @Override
    public void publish(FaceEvent event) {
      witness.publish(event);
    }

    @Override
    public void cameraState(CameraState state) {
      witness.cameraState(state);
    }

    @Override
    public void cameraGone(String cameraId) {
      gone.add(cameraId);
    }
  }

  CamerasReloadTest() {
    service.enroll("staff", "ann", FakeFaceService.somebody(0));
  }

  @Test
  void whatDidNotChangeKeepsItsConnectionAndItsVisitor() throws IOException {
    try (RudeServer one = server();
        RudeServer two = server();
        RudeServer three = server();
        Cameras cameras = start(camera("kept", one), camera("moved", two), camera("left", two))) {
      Await.until(PATIENCE, () -> frames(cameras, "kept") > 5, "frames");
      Await.until(PATIENCE, () -> witness.story().size() == 3, "a visit before each camera");
      long before = frames(cameras, "kept");
      int connections = one.connections.get();
      List<String> done =
          cameras.reload(
              List.of(camera("new", three), camera("moved", three), camera("kept", one)));
      assertEquals(
          Set.of("camera new is added", "camera moved is opened anew", "camera left is removed"),
          Set.copyOf(done));
      assertEquals(List.of("new", "moved", "kept"), List.copyOf(cameras.stats().keySet()));
      assertEquals(List.of("left"), gone);
      Await.until(PATIENCE, () -> frames(cameras, "kept") > before + 5, "more frames");
      Await.until(PATIENCE, () -> frames(cameras, "new") > 5, "frames of the new one");
      Await.until(PATIENCE, () -> frames(cameras, "moved") > 5, "frames of the moved one");
      assertEquals(connections, one.connections.get());
      assertEquals(0, cameras.stats().get("kept").reconnects());
      assertEquals(1, cameras.stats().get("kept").visits());
      assertEquals("STOPPED", witness.status("left"));
      assertEquals("ONLINE", witness.status("moved"));
      assertEquals(List.of(), cameras.reload(
          List.of(camera("new", three), camera("moved", three), camera("kept", one))));
    }
  }

  @Test
  void otherRulesOfRecognitionNeedNoOtherConnection() throws IOException {
    try (RudeServer server = server()) {
      CameraConfig strict = camera("gate", server).with(facesOf(4000));
      try (Cameras cameras = start(strict)) {
        Await.until(PATIENCE, () -> frames(cameras, "gate") > 5, "frames");
        int connections = server.connections.get();
        assertEquals(List.of(), witness.story());
        List<String> done = cameras.reload(List.of(camera("gate", server).with(facesOf(10))));
        assertEquals(List.of("camera gate looks by other rules"), done);
        Await.until(
            PATIENCE, () -> witness.story().contains("BEGIN ann"), "ann is known by other rules");
        assertEquals(connections, server.connections.get());
        assertEquals(0, cameras.stats().get("gate").reconnects());
      }
    }
  }

  @Test
  void aCameraThatHangsMayBeReplacedAndCannotSpeakForTheNextOne() {
    Image seen = service.draw(100, 100, Drawn.at(10, 10, 80, FakeFaceService.somebody(0)));
    FrameFeed deaf =
        consumer -> {
          while (true) {
            try {
              Thread.sleep(Duration.ofHours(1));
            } catch (InterruptedException e) {
              /* As native code that hangs. */
            }
          }
        };
    FrameFeed good =
        consumer -> {
          while (!Thread.interrupted()) {
            consumer.offer(seen);
            Thread.sleep(10);
          }
        };
    try (Cameras cameras = start(CameraConfig.of("gate", new SourceConfig.Fed(deaf), STAFF))) {
      cameras.reload(List.of(CameraConfig.of("gate", new SourceConfig.Fed(good), STAFF)));
      Await.until(PATIENCE, () -> frames(cameras, "gate") > 5, "frames");
      Await.until(PATIENCE, () -> witness.status("gate").equals("ONLINE"), "online");
      assertEquals(List.of(), gone);
      assertEquals(List.of(), cameras.stuck(Duration.ofSeconds(60)));
    }
  }

  @Test
  void twoCamerasOfOneNameChangeNothing() throws IOException {
    try (RudeServer server = server();
        Cameras cameras = start(camera("gate", server))) {
      List<CameraConfig> doubled = List.of(camera("a", server), camera("a", server));
      assertThrows(IllegalArgumentException.class, () -> cameras.reload(doubled));
      assertEquals(Set.of("gate"), cameras.stats().keySet());
    }
  }

  private static final List<String> STAFF = List.of("staff");

  private static RudeServer server() throws IOException {
    return new RudeServer(
        talk -> {
          while (talk.hear().isPresent()) {
            talk.say("200 OK", PICTURE);
          }
        });
  }

  private static CameraConfig camera(String id, RudeServer server) {
    URI address = server.address();
    return CameraConfig.of(
        id,
        new SourceConfig.Snapshot(
            address,
            null,
            Duration.ofMillis(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            10_000,
            new TlsTrust.Authorities()),
        STAFF);
  }

  private static RecognitionConfig facesOf(int sizePxMin) {
    return new RecognitionConfig(
        DecisionPolicy.defaults(), 90, 2, 0, 5, sizePxMin, 0.6, 0.7, 40, 45, 35, 60,
        Duration.ofMillis(100), Duration.ofHours(1), 3);
  }

  private Cameras start(CameraConfig... configs) {
    Cameras cameras =
        new Cameras(service, new Hearing(), List.of(configs), InstantSource.system());
    cameras.start();
    return cameras;
  }

  private static long frames(Cameras cameras, String id) {
    return cameras.stats().get(id).framesReceived();
  }
}
