package io.facegate.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.camera.SourceConfig.Transport;
import io.facegate.core.CameraState.Status;
import io.facegate.testing.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams of a real RTSP server, which is killed, stalls, and asks for credentials. */
class RtspSourceIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Credentials ADMIN = new Credentials("admin@home", "p@ss/w: 100%?#&\"ä");

  @TempDir static Path frames;

  private final FakeFaceService service = new FakeFaceService();
  private final Witness witness = new Witness();

  @BeforeAll
  static void unroll() throws Exception {
    RtspServer.unroll("faces/video/head-pose-male.mp4", frames);
  }

  private Cameras start(URI address, Transport transport, @Nullable Credentials credentials) {
    SourceConfig source =
        new SourceConfig.Rtsp(
            address,
            credentials,
            transport,
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            6,
            320);
    CameraConfig config =
        CameraConfig.of("gate", source, List.of("staff"))
            .with(
                new ReconnectConfig(
                    Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofSeconds(4)));
    Cameras cameras = new Cameras(service, witness, List.of(config), InstantSource.system());
    cameras.start();
    return cameras;
  }

  private static CameraStats stats(Cameras cameras) {
    return cameras.stats().get("gate");
  }

  private static void awaitFrames(Cameras cameras, long more) {
    long before = stats(cameras).framesAnalysed();
    Await.until(PATIENCE, () -> stats(cameras).framesAnalysed() >= before + more, "frames");
  }

  private void awaitStatus(Status status) {
    Await.until(PATIENCE, () -> witness.status("gate").equals(status.name()), status.name());
  }

  @ParameterizedTest
  @CsvSource({"TCP,h264", "UDP,h264", "TCP,h265", "TCP,jpeg"})
  void framesArrive(Transport transport, String codec) throws IOException {
    try (RtspServer server = new RtspServer(frames, 0, "--codec", codec);
        Cameras cameras = start(server.address(), transport, null)) {
      awaitFrames(cameras, 18);
      awaitStatus(Status.ONLINE);
      CameraStats stats = stats(cameras);
      assertEquals(0, stats.reconnects());
      assertTrue(stats.framesReceived() > stats.framesAnalysed(), stats.toString());
    }
    assertEquals("STOPPED", witness.status("gate"));
  }

  @Test
  void aKilledCameraIsOfflineAndComesBack() throws IOException {
    RtspServer server = new RtspServer(frames, 0);
    try (Cameras cameras = start(server.address(), Transport.TCP, null)) {
      awaitFrames(cameras, 5);
      awaitStatus(Status.ONLINE);
      server.close();
      awaitStatus(Status.OFFLINE);
      long tries = stats(cameras).reconnects();
      Await.until(PATIENCE, () -> stats(cameras).reconnects() > tries + 2, "further tries");
      try (RtspServer again = new RtspServer(frames, server.port())) {
        awaitStatus(Status.ONLINE);
        awaitFrames(cameras, 5);
        assertEquals(server.port(), again.port());
      }
    } finally {
      server.close();
    }
  }

  @Test
  void aStreamThatStallsIsOpenedAnew() throws IOException {
    try (RtspServer server = new RtspServer(frames, 0, "--stall-after", "3");
        Cameras cameras = start(server.address(), Transport.TCP, null)) {
      awaitFrames(cameras, 5);
      awaitStatus(Status.ONLINE);
      awaitStatus(Status.OFFLINE);
      assertTrue(stats(cameras).reconnects() > 0);
    }
  }

  @Test
  void credentialsWithAnyCharacterAreUnderstood() throws IOException {
    String[] login = {"--user", ADMIN.user(), "--password", ADMIN.password()};
    try (RtspServer server = new RtspServer(frames, 0, login);
        Cameras cameras = start(server.address(), Transport.TCP, ADMIN)) {
      awaitFrames(cameras, 5);
      awaitStatus(Status.ONLINE);
    }
  }

  @Test
  void refusedCredentialsAreSaidSoAndTriedRarely() throws IOException {
    String[] login = {"--user", "admin", "--password", "other"};
    try (RtspServer server = new RtspServer(frames, 0, login);
        Cameras cameras = start(server.address(), Transport.TCP, ADMIN)) {
      String complaint = "the camera refuses the credentials (401)";
      Await.until(PATIENCE, () -> witness.details("gate").contains(complaint), complaint);
      assertEquals(Status.OFFLINE, stats(cameras).state().status());
      assertEquals(1, stats(cameras).reconnects());
      assertFalse(witness.states.toString().contains(ADMIN.password()));
    }
  }

  @Test
  void aPortThatAcceptsAndSaysNothingEndsInTimeAndStopsAtOnce() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      URI address = URI.create("rtsp://127.0.0.1:" + silent.getLocalPort() + "/stream");
      Cameras cameras = start(address, Transport.TCP, null);
      awaitStatus(Status.OFFLINE);
      Await.until(PATIENCE, () -> stats(cameras).reconnects() > 1, "another try");
      assertTrue(witness.details("gate").contains("the camera does not answer in time"));
      long startNanos = System.nanoTime();
      cameras.close();
      assertTrue(System.nanoTime() - startNanos < Duration.ofSeconds(3).toNanos());
      assertEquals("STOPPED", witness.status("gate"));
    }
  }
}
