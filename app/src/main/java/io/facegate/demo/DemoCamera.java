package io.facegate.demo;

import io.facegate.camera.FrameConsumer;
import io.facegate.camera.FrameFeed;
import java.time.Duration;

/** A camera that films the {@link DemoScene}, ten pictures a second by the clock. */
final class DemoCamera implements FrameFeed {
  private static final Duration INTERVAL = Duration.ofMillis(100);

  @Override
  public void run(FrameConsumer consumer) throws InterruptedException {
    DemoScene scene = new DemoScene();
    long start = System.nanoTime();
    long number = 0;
    while (!Thread.currentThread().isInterrupted()) {
      consumer.offer(scene.frame(number * INTERVAL.toMillis() / 1000.0));
      /* A picture that came too late is skipped, so that the scene keeps to the clock. */
      long elapsed = System.nanoTime() - start;
      number = Math.max(number + 1, elapsed / INTERVAL.toNanos());
      Thread.sleep(Duration.ofNanos(Math.max(0, number * INTERVAL.toNanos() - elapsed)));
    }
    throw new InterruptedException("the demonstration's camera was told to stop");
  }
}
