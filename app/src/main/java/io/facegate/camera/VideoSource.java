package io.facegate.camera;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Frames of an RTSP stream or of a video file. */
final class VideoSource implements FrameSource {
  private final SourceConfig config;
  private final NativeInterrupts.Guard guard = new NativeInterrupts.Guard();

  /** An RTSP stream. */
  VideoSource(SourceConfig.Rtsp config) {
    this.config = config;
  }

  /** A file. */
  VideoSource(SourceConfig.VideoFile config) {
    this.config = config;
  }

  @Override
  public void run(FrameInlet inlet) throws SourceException, InterruptedException {
    try (guard) {
      switch (config) {
        case SourceConfig.Rtsp rtsp -> stream(rtsp, inlet);
        case SourceConfig.VideoFile file -> play(file, inlet);
        case SourceConfig.Snapshot _, SourceConfig.SnapPush _, SourceConfig.Fed _ ->
            throw new IllegalStateException("no video: " + config);
      }
    }
  }

  @Override
  public void abort() {
    guard.abort();
  }

  private void stream(SourceConfig.Rtsp rtsp, FrameInlet inlet) throws SourceException {
    guard.allow(rtsp.openTimeout().toNanos());
    FramePacer pacer = new FramePacer(rtsp.framesPerSecondMax());
    StreamLag lag = new StreamLag();
    try (VideoStream stream = VideoStream.open(address(rtsp), options(rtsp), true, guard)) {
      while (stream.next()) {
        guard.allow(rtsp.readTimeout().toNanos());
        describe(stream, inlet);
        inlet.received();
        Duration behind = lag.of(stream.position(), System.nanoTime());
        if (pacer.due(System.nanoTime())) {
          inlet.offer(stream.picture(rtsp.widthPxMax()), behind);
        }
      }
    }
    throw new SourceException("the camera has ended the stream");
  }

  private static void describe(VideoStream stream, FrameInlet inlet) {
    if (!inlet.flowing()) {
      inlet.described(stream.facts());
    }
  }

  private static Map<String, String> options(SourceConfig.Rtsp rtsp) {
    /* Longer than the guard's times, which end a wait earlier and can say why. */
    Duration timeout = rtsp.openTimeout().plus(rtsp.readTimeout());
    return Map.of(
        "rtsp_transport", rtsp.transport().name().toLowerCase(Locale.ROOT),
        "allowed_media_types", "video",
        "protocol_whitelist", "rtsp,rtp,udp,tcp",
        "timeout", Long.toString(timeout.toNanos() / 1000),
        "fflags", "nobuffer",
        "analyzeduration", "1000000",
        "probesize", "1000000",
        "max_delay", "200000");
  }

  private static String address(SourceConfig.Rtsp rtsp) {
    URI uri = rtsp.address();
    String login = SourceConfig.Rtsp.login(rtsp.credentials());
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return "rtsp://" + login + uri.getHost() + port + uri.getRawPath() + query;
  }

  private void play(SourceConfig.VideoFile file, FrameInlet inlet)
      throws SourceException, InterruptedException {
    Path path = inside(file);
    do {
      playOnce(path, file, inlet);
    } while (file.repeat() && !guard.aborted());
  }

  private void playOnce(Path path, SourceConfig.VideoFile file, FrameInlet inlet)
      throws SourceException, InterruptedException {
    FramePacer pacer = new FramePacer(file.framesPerSecondMax());
    Map<String, String> options = Map.of("protocol_whitelist", "file");
    guard.allow(FILE_PATIENCE.toNanos());
    long start = System.nanoTime();
    int frames = 0;
    try (VideoStream stream = VideoStream.open("file:" + path, options, false, guard)) {
      while (stream.next()) {
        frames++;
        long position = stream.position().toNanos();
        if (file.realTime()) {
          Thread.sleep(Duration.ofNanos(Math.max(0, start + position - System.nanoTime())));
        }
        guard.allow(FILE_PATIENCE.toNanos());
        describe(stream, inlet);
        inlet.received();
        if (pacer.due(position)) {
          show(stream, file, inlet);
          guard.allow(FILE_PATIENCE.toNanos());
        }
      }
    }
    if (frames == 0) {
      throw new SourceException("there is no picture in " + file.file());
    }
  }

  private static void show(VideoStream stream, SourceConfig.VideoFile file, FrameInlet inlet)
      throws SourceException, InterruptedException {
    if (file.realTime()) {
      inlet.offer(stream.picture(file.widthPxMax()));
    } else {
      inlet.offerPatiently(stream.picture(file.widthPxMax()));
    }
  }

  private static final Duration FILE_PATIENCE = Duration.ofSeconds(10);

  private static Path inside(SourceConfig.VideoFile file) throws SourceException {
    @Nullable Path path = null;
    try {
      Path folder = file.folder().toRealPath();
      Path real = folder.resolve(file.file()).toRealPath();
      if (real.startsWith(folder) && Files.isRegularFile(real)) {
        path = real;
      }
    } catch (IOException e) {
      throw new SourceException("there is no video file " + file.file());
    }
    if (path == null) {
      throw new SourceException("not a file inside the video folder: " + file.file());
    }
    return path;
  }
}
