package io.facegate.bench;

import io.facegate.Gateway;
import io.facegate.camera.CameraConfig;
import io.facegate.camera.FrameConsumer;
import io.facegate.camera.SourceConfig;
import io.facegate.camera.VisitConfig;
import io.facegate.config.GatewayConfig;
import io.facegate.config.GatewayConfigReader;
import io.facegate.core.Control;
import io.facegate.core.EnrollCommand;
import io.facegate.core.EnrollMode;
import io.facegate.core.FaceService;
import io.facegate.core.ImageRef;
import io.facegate.core.Probe;
import io.facegate.demo.DemoBroker;
import io.facegate.face.Image;
import io.facegate.face.PersonKey;
import io.facegate.face.PictureSpec;
import io.facegate.testing.EventListener;
import io.facegate.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * Prints how long it takes from a camera's decisive frame to an MQTT subscriber, with two cameras
 * at ten frames a second: the whole service in this process, its broker, and a subscriber.
 * Argument: seconds to run, 60 by default.
 */
public final class LatencyBench {
  private static final int FRAMES_PER_SECOND = 10;
  private static final int SHOWN_FRAMES = 7;
  private static final int PAUSE_FRAMES = 4;
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final int WARM_UP_EVENTS = 6;

  private LatencyBench() {}

  /** Runs it. */
  public static void main(String[] arguments) throws Exception {
    if (!BenchPacks.arePhotosThere("latency from frame to event")) {
      return;
    }
    int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
    List<Path> photos = photos();
    Path folder = Files.createTempDirectory("facegate-latency");
    try (DemoBroker broker = DemoBroker.start(0);
        EventListener listener = new EventListener(broker.port())) {
      GatewayConfig config = config(folder, broker.port(), scenes(photos));
      try (Gateway gateway =
          Gateway.start(config, faces -> enrol(faces, photos), () -> {})) {
        Thread.sleep(Duration.ofSeconds(seconds));
        gateway.faces();
      }
      print(listener, seconds);
    }
  }

  private static GatewayConfig config(Path folder, int port, List<CameraConfig> cameras) {
    String yaml =
        """
        data: %s
        http: {address: 127.0.0.1, port: 0}
        ops: {port: 0}
        log: {level: warning}
        models: {folder: %s}
        broker: {address: "mqtt://127.0.0.1:%d"}
        """
            .formatted(folder, Shared.models(), port);
    return new GatewayConfigReader(Map.of()).read("the bench", yaml).withCameras(cameras);
  }

  private static List<CameraConfig> scenes(List<Path> photos) {
    List<Image> frames = new ArrayList<>();
    for (Path photo : photos) {
      frames.add(onBackground(PhotoReader.read(photo)));
    }
    VisitConfig brief =
        new VisitConfig(
            Duration.ofMillis(300), Duration.ofMillis(150), Duration.ZERO, false, true);
    List<CameraConfig> cameras = new ArrayList<>();
    for (int number = 0; number < 2; number++) {
      int offset = number * frames.size() / 2;
      SourceConfig source = new SourceConfig.Fed(consumer -> play(consumer, frames, offset));
      cameras.add(CameraConfig.of("camera-" + number, source, List.of("bench")).with(brief));
    }
    return cameras;
  }

  private static void play(FrameConsumer consumer, List<Image> people, int offset)
      throws InterruptedException {
    Image empty = new Image(WIDTH, HEIGHT, grey());
    long next = System.nanoTime();
    for (int person = offset; ; person++) {
      for (int frame = 0; frame < SHOWN_FRAMES + PAUSE_FRAMES; frame++) {
        consumer.offer(frame < SHOWN_FRAMES ? people.get(person % people.size()) : empty);
        next += 1_000_000_000L / FRAMES_PER_SECOND;
        Thread.sleep(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
      }
    }
  }

  private static Image onBackground(Image photo) {
    byte[] pixels = grey();
    int left = (WIDTH - photo.width()) / 2;
    int top = (HEIGHT - photo.height()) / 2;
    for (int row = 0; row < photo.height(); row++) {
      System.arraycopy(
          photo.bgr(), row * photo.width() * 3, pixels, ((top + row) * WIDTH + left) * 3,
          photo.width() * 3);
    }
    return new Image(WIDTH, HEIGHT, pixels);
  }

  private static byte[] grey() {
    byte[] pixels = new byte[WIDTH * HEIGHT * 3];
    Arrays.fill(pixels, (byte) 120);
    return pixels;
  }

  private static void enrol(FaceService faces, List<Path> photos) {
    for (int i = 0; i < photos.size(); i++) {
      try {
        ImageRef picture = new ImageRef.Bytes(Files.readAllBytes(photos.get(i)));
        Probe probe = new Probe(picture, PictureSpec.COMMON, Control.NONE, Control.NONE);
        PersonKey person = new PersonKey("default", "bench", "p" + i);
        faces.enroll(new EnrollCommand(person, probe, null, EnrollMode.APPEND));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static void print(EventListener listener, int seconds) {
    Histogram millis = new Histogram(60_000, 3);
    listener.events().stream()
        .skip(WARM_UP_EVENTS)
        .filter(event -> event.topic().endsWith("/identify"))
        .forEach(
            event -> {
              Instant taken = Instant.parse(event.json().get("captured_at").asText());
              millis.recordValue(Math.max(0, event.atMillis() - taken.toEpochMilli()));
            });
    System.out.printf(
        Locale.ROOT,
        "%ncamera frame -> subscriber, 2 cameras at %d frames/s, %d s%n"
            + "  events  p50 ms  p99 ms  max ms   goal p99 <= 120 ms%n"
            + "  %6d  %6d  %6d  %6d%n",
        FRAMES_PER_SECOND,
        seconds,
        millis.getTotalCount(),
        millis.getValueAtPercentile(50),
        millis.getValueAtPercentile(99),
        millis.getMaxValue());
  }

  private static List<Path> photos() throws IOException {
    try (Stream<Path> people = Files.list(Shared.path("faces/lfw"))) {
      return people.sorted().limit(20).map(LatencyBench::first).toList();
    }
  }

  private static Path first(Path person) {
    try (Stream<Path> photos = Files.list(person)) {
      return photos.sorted().findFirst().orElseThrow();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
