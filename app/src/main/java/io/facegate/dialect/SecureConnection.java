package io.facegate.dialect;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A connection over TLS that finds out by its first bytes whether its caller speaks HTTP/1.1 or
 * HTTP/2, and ends when nothing comes of it: before its handshake, after it, or between requests.
 */
final class SecureConnection implements ServerConnection, InterruptableTask<Void> {
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final ConnectionContext context;
  private final SecureConnections all;
  private final long bornNanos = System.nanoTime();
  private final AtomicInteger streams = new AtomicInteger();
  private volatile @Nullable Thread thread;
  private volatile @Nullable ServerConnection chosen;
  private volatile boolean isHttp2;
  private volatile boolean closing;

  SecureConnection(ConnectionContext context, SecureConnections all) {
    this.context = context;
    this.all = all;
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    thread = Thread.currentThread();
    isHttp2 = speaksHttp2();
    ServerConnection connection = isHttp2 ? all.http2(context) : all.http1(context);
    chosen = connection;
    String name = SecureConnections.name(context.socketId(), context.childSocketId());
    all.running().put(name, this);
    try {
      connection.handle(limit);
    } catch (UncheckedIOException gone) {
      /* The server would warn of every caller who leaves in the midst of something. */
      throw new CloseConnectionException("the caller left", gone);
    } catch (IllegalStateException fault) {
      throw closing ? new CloseConnectionException("closed by us", fault) : fault;
    } finally {
      all.running().remove(name);
    }
  }

  @Override
  public boolean canInterrupt() {
    ServerConnection connection = chosen;
    if (connection == null) {
      return true;
    }
    return isHttp2
        ? streams.get() == 0
        : connection instanceof InterruptableTask<?> task && task.canInterrupt();
  }

  @Override
  public Duration idleTime() {
    ServerConnection connection = chosen;
    return connection == null
        ? Duration.ofNanos(System.nanoTime() - bornNanos)
        : connection.idleTime();
  }

  /* The server's own HTTP/2 connections never take themselves for idle once a stream has been, so
  that they would stay for ever when a caller's machine vanishes. */
  @Override
  public void close(boolean interrupt) {
    closing = true;
    ServerConnection connection = chosen;
    if (connection != null) {
      connection.close(interrupt || (isHttp2 && streams.get() == 0));
      return;
    }
    Thread waiting = thread;
    if (waiting != null) {
      waiting.interrupt();
    }
  }

  /** A stream of HTTP/2 begins; it is to end, too. */
  void streamBegan() {
    streams.incrementAndGet();
  }

  /** A stream has ended. */
  void streamEnded() {
    streams.decrementAndGet();
  }

  /** Ends the connection, whatever is going on on it. */
  void end() {
    close(true);
  }

  private boolean speaksHttp2() {
    DataReader reader = context.dataReader();
    try {
      reader.ensureAvailable();
      while (true) {
        BufferData begun = reader.getBuffer(Math.min(reader.available(), PREFACE.length));
        int length = begun.available();
        for (int i = 0; i < length; i++) {
          if (begun.read() != PREFACE[i]) {
            return false;
          }
        }
        if (length == PREFACE.length) {
          return true;
        }
        reader.pullData();
      }
    } catch (DataReader.InsufficientDataAvailableException gone) {
      throw new CloseConnectionException("the caller left before he asked for anything", gone);
    }
  }
}
