package io.facegate.camera;

/** Pictures asked for one by one. */
final class SnapshotSource implements FrameSource {
  @Override
  public void run(FrameInlet inlet) throws SourceException {
    throw new SourceException("");
  }

  @Override
  public void abort() {}
}
