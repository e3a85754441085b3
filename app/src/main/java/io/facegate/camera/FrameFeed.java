package io.facegate.camera;

/**
 * A source of pictures from outside of this package, such as a drawn scene. It keeps its own pace,
 * and is run on a thread of its own; after a failure it is run again.
 */
@FunctionalInterface
public interface FrameFeed {
  /**
   * Hands over picture after picture. A normal return means that the feed has ended for good; an
   * unchecked exception, that it has failed and is to be run again after a pause.
   *
   * @throws InterruptedException when it was interrupted, which is how it is told to stop
   */
  void run(FrameConsumer consumer) throws InterruptedException;
}
