package io.facegate.camera;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Runs one connection of a camera on a thread of its own: a platform thread, since native reads pin
 * a virtual one, and a daemon, since native code may never come back.
 */
final class SourceThread {
  private static final Logger LOG = System.getLogger(SourceThread.class.getName());

  private final FrameSource source;
  private final Thread thread;
  private volatile @Nullable SourceException failure;

  /** Starts to read. */
  SourceThread(String cameraId, FrameSource source, FrameInlet inlet) {
    this.source = source;
    this.thread =
        Thread.ofPlatform().daemon().name("camera-" + cameraId).start(() -> run(cameraId, inlet));
  }

  @SuppressWarnings("CatchAndPrintStackTrace")
  private void run(String cameraId, FrameInlet inlet) {
    try {
      source.run(inlet);
    } catch (SourceException e) {
      failure = e;
    } catch (InterruptedException e) {
      failure = new SourceException("stopped");
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "camera " + cameraId + ": its source broke", e);
      failure = new SourceException("the source broke: " + e.getClass().getSimpleName());
    }
  }

  /** Waits for the end of the connection; says whether it has come. */
  boolean ended(Duration patience) throws InterruptedException {
    return thread.join(patience);
  }

  /** Tells the connection to end. */
  void stop() {
    source.abort();
    thread.interrupt();
  }

  /** Why the connection ended; null when its source has no more to give. */
  @Nullable SourceException failure() {
    return failure;
  }
}
