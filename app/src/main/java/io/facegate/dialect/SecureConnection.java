package io.facegate.dialect;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A connection over TLS, by HTTP/1.1 or HTTP/2 as its caller likes. It ends when nothing comes of
 * it: within its handshake, before its first request, or between requests.
 */
final class SecureConnection implements ServerConnection, InterruptableTask<Void> {
  private final ConnectionContext context;
  private final SSLContext identity;
  private final SecureConnections all;
  private final long bornNanos = System.nanoTime();
  private final AtomicInteger streams = new AtomicInteger();
  private volatile @Nullable Thread thread;
  private volatile @Nullable ServerConnection chosen;
  private volatile boolean isHttp2;
  private volatile boolean closing;

  SecureConnection(ConnectionContext context, SSLContext identity, SecureConnections all) {
    this.context = context;
    this.identity = identity;
    this.all = all;
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    thread = Thread.currentThread();
    TlsStream tls =
        new TlsStream(
            identity.createSSLEngine(), context.dataReader(), context.dataWriter());
    try {
      tls.handshake();
      isHttp2 = tls.isHttp2();
      serve(isHttp2 ? http2(tls) : http1(tls), limit);
    } catch (SSLException fault) {
      all.handshakeFailed(fault);
      throw new CloseConnectionException("no terms were found with the caller", fault);
    } catch (UncheckedIOException | DataReader.InsufficientDataAvailableException gone) {
      /* The server would warn of every caller who leaves in the midst of something. */
      throw new CloseConnectionException("the caller left", gone);
    } catch (IllegalStateException fault) {
      throw closing ? new CloseConnectionException("closed by us", fault) : fault;
    } finally {
      tls.close();
    }
  }

  private ServerConnection http1(TlsStream tls) {
    return all.http1(new LayeredContext(context, tls.reader(), tls.writer()));
  }

  private ServerConnection http2(TlsStream tls) {
    InboundWindow window = new InboundWindow();
    return all.http2(
        new LayeredContext(context, window.reader(tls.reader()), window.writer(tls.writer())));
  }

  private void serve(ServerConnection connection, Limit limit) throws InterruptedException {
    chosen = connection;
    String name = SecureConnections.name(context.socketId(), context.childSocketId());
    all.running().put(name, this);
    try {
      connection.handle(limit);
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
}
