package io.facegate.dialect;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** An input whose reader can be woken, and that nobody waits for any more once it is abandoned. */
final class WatchedInput extends FilterInputStream {
  private volatile @Nullable Thread reader;
  private volatile boolean abandoned;

  WatchedInput(InputStream in) {
    super(in);
  }

  /** Who reads or read it last; null before anybody does. */
  @Nullable Thread reader() {
    return reader;
  }

  /** Wakes up who waits for it by an interrupt, and refuses who comes later. */
  void abandon() {
    abandoned = true;
    Thread waiting = reader;
    if (waiting != null) {
      waiting.interrupt();
    }
  }

  @Override
  public int read() throws IOException {
    enter();
    return super.read();
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    enter();
    return super.read(buffer, offset, length);
  }

  /* In this order: either the one who abandons it sees the reader, or the reader sees that. */
  private void enter() throws IOException {
    reader = Thread.currentThread();
    if (abandoned) {
      throw new IOException("the request is over");
    }
  }
}
