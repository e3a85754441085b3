package io.facegate.command;

import io.facegate.camera.CameraConfig;
import io.facegate.camera.SourceConfig;
import io.facegate.config.GatewayConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Waits for a camera that pushes: the running service takes the push, and its figures tell of it.
 */
final class PushTrial {
  private static final Duration ASK_EVERY = Duration.ofMillis(250);

  private final CommandContext context;
  private final GatewayConfig config;
  private final RunningService service;

  PushTrial(CommandContext context, GatewayConfig config, RunningService service) {
    this.context = context;
    this.config = config;
    this.service = service;
  }

  /** Waits for one push. */
  CameraOutcome run(CameraConfig camera, Duration patience) throws InterruptedException {
    Messages messages = context.messages();
    String advice = advice(camera);
    try {
      double before = pictures(camera);
      context.err().println(messages.text("cameras.waits", patience.toSeconds(), advice));
      long untilNanos = System.nanoTime() + patience.toNanos();
      while (System.nanoTime() < untilNanos) {
        if (pictures(camera) > before) {
          return outcome(camera, true, messages.text("cameras.pushed"), Optional.empty());
        }
        Thread.sleep(ASK_EVERY);
      }
      return outcome(
          camera, false, messages.text("cameras.noPush", patience.toSeconds()),
          Optional.of(advice));
    } catch (IOException silent) {
      return outcome(
          camera, false, messages.text("cameras.noService"), Optional.of(advice));
    }
  }

  private double pictures(CameraConfig camera) throws IOException, InterruptedException {
    return service
        .metrics()
        .figure("facegate_camera_frames_total", camera.id())
        .orElseThrow(() -> new IOException("the service does not know this camera"));
  }

  /* The password is not shown: curl asks for it where a user is named without one. */
  private String advice(CameraConfig camera) {
    String user =
        camera.source() instanceof SourceConfig.SnapPush push ? push.credentials().user() : "";
    String login = user.isEmpty() ? "-H 'Authorization: Bearer PASSWORD'" : "-u '" + user + "'";
    return context
        .messages()
        .text("cameras.howToPush", camera.id(), config.http().port(), login);
  }

  private static CameraOutcome outcome(
      CameraConfig camera, boolean good, String result, Optional<String> advice) {
    return new CameraOutcome(
        camera.id(),
        CameraOutcome.source(camera),
        good,
        result,
        Optional.empty(),
        OptionalInt.empty(),
        advice);
  }
}
