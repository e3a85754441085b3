package io.facegate.camera;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.Image;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Asks a camera for one picture after another. A camera that is busy now and then is asked less
 * often; one that stays so, or never answered well, has failed.
 */
final class SnapshotSource implements FrameSource {
  private static final Duration PAUSE_MAX = Duration.ofSeconds(5);
  private static final Duration RETRY_AFTER_MAX = Duration.ofSeconds(60);
  private static final int TROUBLES_MAX = 3;

  private final SourceConfig.Snapshot config;
  private final Function<byte[], Image> decoder;
  private final SnapshotClient client;
  private volatile boolean aborted;

  private record Trouble(String detail, Duration retryAfter) {
    Trouble(String detail) {
      this(detail, Duration.ZERO);
    }
  }

  SnapshotSource(SourceConfig.Snapshot config, Function<byte[], Image> decoder) {
    this.config = config;
    this.decoder = decoder;
    this.client = new SnapshotClient(config);
  }

  @Override
  public void run(FrameInlet inlet) throws SourceException, InterruptedException {
    try (client) {
      int troubles = TROUBLES_MAX;
      while (!aborted) {
        long startNanos = System.nanoTime();
        Optional<Trouble> trouble = once(inlet);
        troubles = trouble.isEmpty() ? 0 : troubles + 1;
        Duration pause = config.interval();
        if (trouble.isPresent()) {
          pause = longer(pause.multipliedBy(1L << troubles), trouble.get().retryAfter());
        }
        if (trouble.isPresent() && (troubles > TROUBLES_MAX || pause.compareTo(PAUSE_MAX) > 0)) {
          throw new SourceException(trouble.get().detail(), trouble.get().retryAfter());
        }
        Thread.sleep(longer(Duration.ZERO, pause.minusNanos(System.nanoTime() - startNanos)));
      }
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  @Override
  public void abort() {
    aborted = true;
    client.close();
  }

  private Optional<Trouble> once(FrameInlet inlet) throws SourceException {
    HttpReply reply;
    try {
      reply = client.fetch();
    } catch (SocketTimeoutException e) {
      return Optional.of(new Trouble("the camera does not answer in time"));
    } catch (IOException e) {
      String words = e.getMessage();
      return Optional.of(
          new Trouble(words == null ? e.getClass().getSimpleName() : words));
    }
    return switch (reply.status()) {
      case 200 -> show(reply.body(), inlet);
      case 401 ->
          throw new SourceException(
              "the camera refuses the credentials (401)", SourceException.LOCKOUT_PAUSE);
      case 403 ->
          throw new SourceException(
              "the camera forbids the picture (403)", SourceException.LOCKOUT_PAUSE);
      case 429, 503 -> {
        Duration after = SnapshotClient.retryAfter(reply).orElse(Duration.ZERO);
        yield Optional.of(
            new Trouble(
                "the camera is busy (" + reply.status() + ")",
                after.compareTo(RETRY_AFTER_MAX) > 0 ? RETRY_AFTER_MAX : after));
      }
      default -> Optional.of(new Trouble("the camera answers " + reply.status()));
    };
  }

  private Optional<Trouble> show(byte[] encoded, FrameInlet inlet) {
    Image picture;
    try {
      picture = decoder.apply(encoded);
    } catch (FaceException e) {
      if (e.failure() == FaceFailure.OVERLOADED) {
        inlet.received();
        inlet.overloaded();
        return Optional.empty();
      }
      inlet.unreadable();
      return Optional.of(new Trouble("the camera sends no picture that can be decoded"));
    }
    inlet.received();
    inlet.offer(picture);
    return Optional.empty();
  }
}
