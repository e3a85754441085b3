package io.facegate.dialect;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.http2.Http2Config;
import io.helidon.webserver.http2.Http2ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * The connections over TLS, by HTTP/1.1 and HTTP/2. As filter it sees to it that what is left of an
 * HTTP/2 request when it has been answered does not hold anything for long.
 */
final class SecureConnections implements Filter {
  private static final System.Logger LOG = System.getLogger(SecureConnections.class.getName());
  private static final long TELL_PERIOD_NANOS = TimeUnit.MINUTES.toNanos(1);

  /* What callers are told of is what the server keeps to: one connection at this many streams at
  a time is cut off rather than made to wait, so it is more than real clients have. */
  private static final int STREAMS_MAX = 128;
  private static final int WINDOW_BYTES = 256 << 10;
  private static final int STREAMS_PER_REQUEST = 4;

  private final ServerConnectionSelector http1 = http1();
  private final ServerConnectionSelector http2 = http2();
  private final Map<String, SecureConnection> running = new ConcurrentHashMap<>();
  private final Semaphore streamsFree;
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong toldNanos = new AtomicLong(System.nanoTime() - TELL_PERIOD_NANOS);

  /** Connections that have no more streams at a time than a multiple of the requests answered. */
  SecureConnections(HttpLimits limits) {
    streamsFree = new Semaphore(STREAMS_PER_REQUEST * limits.requestsMax());
  }

  /** Plain HTTP/1.1, from which no other protocol can be reached. */
  static ServerConnectionSelector http1() {
    return Http1ConnectionSelector.builder().config(Http1Config.create()).build();
  }

  private static ServerConnectionSelector http2() {
    Http2Config config =
        Http2Config.builder()
            .maxConcurrentStreams(STREAMS_MAX)
            .initialWindowSize(WINDOW_BYTES)
            .maxHeaderListSize(16 << 10)
            .build();
    return Http2ConnectionSelector.builder().http2Config(config).build();
  }

  /** Takes connections for a listener without TLS of its own. */
  ServerConnectionSelector selector(Supplier<SSLContext> identity) {
    return new Selector(identity);
  }

  ServerConnection http1(ConnectionContext context) {
    return http1.connection(context);
  }

  ServerConnection http2(ConnectionContext context) {
    return http2.connection(context);
  }

  /** Those of which it is known what they speak, by name. */
  Map<String, SecureConnection> running() {
    return running;
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    if (!isHttp2(request)) {
      chain.proceed();
      return;
    }
    Http2Body body = Http2Body.of(request);
    SecureConnection connection =
        running.get(name(request.serverSocketId(), request.socketId()));
    /* It may have ended before the server came to this request of it. */
    if (connection == null) {
      body.abandon();
      return;
    }
    if (!streamsFree.tryAcquire()) {
      connection.end();
      body.abandon();
      return;
    }
    connection.streamBegan();
    try {
      chain.proceed();
    } finally {
      if (!body.drain()) {
        connection.end();
        body.abandon();
      }
      connection.streamEnded();
      streamsFree.release();
    }
  }

  /** Tells the operator now and then, since callers who do not trust us tell only him. */
  void handshakeFailed(SSLException fault) {
    long failed = failures.incrementAndGet();
    long now = System.nanoTime();
    long told = toldNanos.get();
    if (now - told >= TELL_PERIOD_NANOS && toldNanos.compareAndSet(told, now)) {
      LOG.log(
          System.Logger.Level.INFO,
          "TLS was not agreed on with {0} callers so far; with the last one: {1}",
          failed,
          fault.getMessage());
    }
  }

  /** Whether a request came by HTTP/2. */
  static boolean isHttp2(ServerRequest request) {
    return request.prologue().protocolVersion().startsWith("2");
  }

  static String name(String socket, String childSocket) {
    return socket + " " + childSocket;
  }

  private final class Selector implements ServerConnectionSelector {
    private final Supplier<SSLContext> identity;

    Selector(Supplier<SSLContext> identity) {
      this.identity = identity;
    }

    @Override
    public int bytesToIdentifyConnection() {
      return 0;
    }

    @Override
    public Support supports(BufferData data) {
      return Support.SUPPORTED;
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
      return Set.of();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
      return new SecureConnection(context, identity.get(), SecureConnections.this);
    }
  }
}
