package io.facegate.dialect;

import io.helidon.webserver.http.RoutingRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The body of an HTTP/2 request, watched so that whoever waits for it can be woken. The server
 * itself waits for the rest of a body without end, even when its connection is gone.
 */
final class Http2Body {
  private static final Duration DRAIN_MAX = Duration.ofSeconds(2);

  private final RoutingRequest request;
  private volatile @Nullable InputStream opened;
  private volatile @Nullable Thread reader;

  private Http2Body(RoutingRequest request) {
    this.request = request;
  }

  /** Watches the body of a request. */
  static Http2Body of(RoutingRequest request) {
    Http2Body body = new Http2Body(request);
    request.streamFilter(body::watched);
    return body;
  }

  /** Takes in what is left; false when that does not come to an end soon. */
  boolean drain() {
    long deadlineNanos = System.nanoTime() + DRAIN_MAX.toNanos();
    Thread reading = reader;
    boolean inTime =
        (reading == null || ends(reading, deadlineNanos))
            && (isRead() || ends(Thread.startVirtualThread(this::discard), deadlineNanos));
    return inTime && isRead();
  }

  /** Wakes up who still waits for it, and keeps the server from doing so after the request. */
  void abandon() {
    Thread waiting = reader;
    if (waiting != null) {
      waiting.interrupt();
    }
    Thread.currentThread().interrupt();
  }

  private boolean isRead() {
    return request.content().consumed();
  }

  private static boolean ends(Thread thread, long deadlineNanos) {
    try {
      Duration left = Duration.ofNanos(deadlineNanos - System.nanoTime());
      return left.isPositive() && thread.join(left);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void discard() {
    try {
      InputStream begun = opened;
      InputStream in = begun == null ? request.content().inputStream() : begun;
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException | RuntimeException gone) {
      System.getLogger(Http2Body.class.getName())
          .log(System.Logger.Level.DEBUG, "a caller left while sending", gone);
    }
  }

  private InputStream watched(InputStream in) {
    InputStream watched = new Watched(in);
    opened = watched;
    return watched;
  }

  private final class Watched extends FilterInputStream {
    Watched(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      reader = Thread.currentThread();
      return super.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      reader = Thread.currentThread();
      return super.read(buffer, offset, length);
    }
  }
}
