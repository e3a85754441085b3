package io.facegate.dialect;

import io.helidon.webserver.http.RoutingRequest;
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
  private volatile @Nullable WatchedInput opened;
  private volatile boolean abandoned;

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
    WatchedInput begun = opened;
    Thread reading = begun == null ? null : begun.reader();
    boolean inTime =
        (reading == null || ends(reading, deadlineNanos))
            && (isRead() || ends(Thread.startVirtualThread(this::discard), deadlineNanos));
    return inTime && isRead();
  }

  /** Wakes up who still waits for it, and keeps the server from doing so after the request. */
  void abandon() {
    abandoned = true;
    WatchedInput begun = opened;
    if (begun != null) {
      begun.abandon();
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

  /* Whoever opens it only after it was given up must not wait either. */
  private InputStream watched(InputStream in) {
    WatchedInput watched = new WatchedInput(in);
    opened = watched;
    if (abandoned) {
      watched.abandon();
    }
    return watched;
  }
}
