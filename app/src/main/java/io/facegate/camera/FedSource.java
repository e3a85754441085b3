package io.facegate.camera;

/** Pictures from elsewhere in this process. */
final class FedSource implements FrameSource {
  private final FrameFeed feed;

  FedSource(FrameFeed feed) {
    this.feed = feed;
  }

  @Override
  public void run(FrameInlet inlet) throws InterruptedException {
    feed.run(
        picture -> {
          inlet.received();
          inlet.offer(picture);
        });
  }

  @Override
  public void abort() {
    /* The interrupt is enough. */
  }
}
