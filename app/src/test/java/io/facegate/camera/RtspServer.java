package io.facegate.camera;

import io.facegate.testing.Shared;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/** The GStreamer RTSP server, as a process of its own that can be killed and started again. */
public final class RtspServer implements AutoCloseable {
  private static final Path SCRIPT = Path.of("src/test/python/rtsp_server.py").toAbsolutePath();
  /* Debian's own, which has the bindings; another Python may come first on the path. */
  private static final String PYTHON = "/usr/bin/python3";

  private final Process process;
  private final int port;

  /** Starts one on a folder of pictures; port 0 for any. */
  public RtspServer(Path folder, int port, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of(PYTHON, SCRIPT.toString(), folder.toString()));
    command.addAll(List.of("--port", Integer.toString(port)));
    command.addAll(List.of(options));
    process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = output.readLine();
    if (line == null || !line.startsWith("ready ")) {
      process.destroyForcibly();
      throw new AssertionError("the RTSP server did not start: see its script for what it needs");
    }
    this.port = Integer.parseInt(line.substring("ready ".length()));
  }

  int port() {
    return port;
  }

  /** Where it streams. */
  public URI address() {
    return URI.create("rtsp://127.0.0.1:" + port + "/stream");
  }

  /** Kills it, as a camera that loses its power. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes the frames of a shared video as 000.jpg, 001.jpg and so on. */
  public static void unroll(String video, Path folder) throws Exception {
    try (NativeInterrupts.Guard guard = new NativeInterrupts.Guard()) {
      guard.allow(Duration.ofSeconds(60).toNanos());
      String address = "file:" + Shared.path(video);
      try (VideoStream stream = VideoStream.open(address, Map.of(), false, guard)) {
        for (int count = 0; stream.next(); count++) {
          write(stream.picture(1920), folder.resolve("%03d.jpg".formatted(count)));
        }
      }
    }
  }

  private static void write(io.facegate.face.Image image, Path file) throws IOException {
    BufferedImage picture =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_3BYTE_BGR);
    picture.getRaster().setDataElements(0, 0, image.width(), image.height(), image.bgr());
    Files.createDirectories(file.getParent());
    if (!ImageIO.write(picture, "jpg", file.toFile())) {
      throw new IOException("no JPEG writer");
    }
  }
}
