package io.facegate.command;

import io.facegate.camera.CameraConfig;
import io.facegate.camera.CameraFinding;
import io.facegate.camera.CameraTrial;
import io.facegate.config.GatewayConfig;
import io.facegate.face.FaceException;
import io.facegate.face.Image;
import io.facegate.face.PictureSpec;
import io.facegate.inference.ModelRefusedException;
import io.facegate.vision.ImageDecoder;
import io.facegate.vision.StageTimer;
import io.facegate.vision.Want;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Opens cameras that are read, and finds faces in what they show if there are models to do so. */
final class CameraEye implements AutoCloseable {
  private static final Duration WATCHING = Duration.ofSeconds(3);

  private final GatewayConfig config;
  private final CommandContext context;
  private final ImageDecoder decoder;
  private boolean opened;
  private Optional<OpenPack> models = Optional.empty();

  /** An eye with the models of a configuration; without them it tells of pictures only. */
  CameraEye(GatewayConfig config, CommandContext context) {
    this.config = config;
    this.context = context;
    this.decoder = new ImageDecoder(config.vision().decode(), StageTimer.NONE);
  }

  /* Models take a while, and cameras that push need none. */
  private void open() {
    if (opened) {
      return;
    }
    opened = true;
    try {
      models = Optional.of(OpenPack.open(config));
    } catch (ModelRefusedException refused) {
      context
          .err()
          .println(context.messages().text("cameras.blind", Failures.reason(refused)));
    }
  }

  /** Opens a camera and looks at it for a while. */
  CameraOutcome look(CameraConfig camera, Duration patience) throws InterruptedException {
    open();
    Messages messages = context.messages();
    CameraFinding finding =
        new CameraTrial(camera, decoder::decode, image -> faces(camera, image))
            .run(patience, WATCHING.compareTo(patience) < 0 ? WATCHING : patience);
    boolean reachable = finding.isReachable();
    String result =
        reachable
            ? messages.text("cameras.good")
            : messages.text("cameras.bad", finding.fault().orElse(""));
    return new CameraOutcome(
        camera.id(),
        CameraOutcome.source(camera),
        reachable,
        result,
        Optional.of(finding),
        reachable && models.isPresent()
            ? OptionalInt.of(finding.faces())
            : OptionalInt.empty(),
        Optional.empty());
  }

  private int faces(CameraConfig camera, Image image) {
    if (models.isEmpty()) {
      return 0;
    }
    Want want =
        new Want(
            Set.of(),
            PictureSpec.COMMON,
            camera.recognition().facesMax(),
            camera.recognition().faceSizePxMin());
    try {
      return models.get().pack().analyzer().analyze(image, want).size();
    } catch (FaceException none) {
      return 0;
    }
  }

  @Override
  public void close() {
    models.ifPresent(OpenPack::close);
  }
}
