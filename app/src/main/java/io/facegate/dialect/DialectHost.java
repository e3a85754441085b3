package io.facegate.dialect;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.facegate.access.SignedRequest;
import io.facegate.core.FaceService;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.RequestException;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Puts dialects on the network. Each request ends in the dialect's own words: no exception and no
 * page of the server's making leaves here.
 */
public final class DialectHost {
  private static final ObjectWriter JSON =
      JsonMapper.builder()
          .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build()
          .writer();
  private static final Duration LINGER_MAX = Duration.ofSeconds(2);
  private static final long LINGER_BYTES_MAX = 64L << 20;

  private final DialectRouter router;
  private final HttpLimits limits;
  private final SecureConnections secure;

  /** Hosts dialects before the same use cases. */
  public DialectHost(
      List<Dialect> dialects,
      FaceService faces,
      Gatekeeper gatekeeper,
      DialectMeter meter,
      HttpLimits limits) {
    this.limits = limits;
    this.secure = new SecureConnections(limits);
    this.router =
        new DialectRouter(dialects, faces, gatekeeper, meter, limits, InstantSource.system());
  }

  /**
   * A server to be, whose listeners speak what they are told to by {@link #guard} and nothing else.
   * To say so on the server's own builder has no effect on its default listener.
   */
  public static WebServerConfig.Builder server() {
    return WebServerConfig.builder()
        .from(ListenerConfig.builder().protocolsDiscoverServices(false).buildPrototype());
  }

  /** Adds all operations of all dialects to a routing. */
  public void mount(HttpRouting.Builder routing) {
    routing.addFilter(secure);
    for (String prefix : router.prefixes()) {
      routing.any(prefix, this::handle);
      routing.any(prefix + "/*", this::handle);
    }
  }

  /**
   * Sets a listener's limits, and has what the server itself turns down (a malformed request line,
   * a gigantic header) said in a dialect's words. It speaks HTTP/1.1 only.
   */
  public void guard(ListenerConfig.BuilderBase<?, ?> listener) {
    guard(listener, SecureConnections.http1());
  }

  /**
   * The same for a listener that is to speak HTTP/1.1 and HTTP/2 over TLS. It needs no other TLS.
   *
   * @param identity asked at each connection for the certificate to show
   */
  public void guardSecure(
      ListenerConfig.BuilderBase<?, ?> listener, Supplier<SSLContext> identity) {
    guard(listener, secure.selector(identity));
  }

  private void guard(
      ListenerConfig.BuilderBase<?, ?> listener, ServerConnectionSelector selector) {
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    for (DirectHandler.EventType event : DirectHandler.EventType.values()) {
      handlers.addHandler(event, this::direct);
    }
    listener
        .protocolsDiscoverServices(false)
        .addConnectionSelector(selector)
        /* Of more the server itself answers and closes at once, whoever is still sending. */
        .maxPayloadSize(Math.max(2L * limits.bodyBytesMax(), LINGER_BYTES_MAX))
        .maxTcpConnections(limits.connectionsMax())
        .idleConnectionTimeout(limits.idleMax())
        .idleConnectionPeriod(limits.idleMax().dividedBy(2))
        .connectionOptions(socket -> socket.tcpNoDelay(true))
        .directHandlers(handlers.build());
  }

  /** Reads the body of a request, under limits, and has it answered. */
  @FunctionalInterface
  public interface BodySource {
    /**
     * Has a body answered.
     *
     * @param bytesMax of the body
     * @throws FaceException BODY_TOO_LARGE, BODY_UNREADABLE (also when it comes too slowly) or
     *     OVERLOADED
     */
    Reply read(int bytesMax, Function<byte[], Reply> use);
  }

  /** An HTTP status and a JSON text. */
  public record Reply(int status, String json) {}

  /**
   * Answers a request that is no dialect's, under the dialects' limits of time and of what all
   * requests hold together. The body is read only when it is asked for.
   */
  public void serve(
      ServerRequest request, ServerResponse response, Function<BodySource, Reply> answer) {
    HttpRequest http = http(request);
    finish(request, response, http, answer.apply(source(http, router::withBody)));
  }

  /**
   * The same for callers of whom nothing is known before their body is read. However slowly these
   * send, nobody else is kept waiting.
   */
  void serveStranger(
      ServerRequest request,
      ServerResponse response,
      BiFunction<HttpRequest, BodySource, Reply> answer) {
    HttpRequest http = http(request);
    finish(
        request, response, http, answer.apply(http, source(http, router::withStrangersBody)));
  }

  /** A way to read a body. */
  private interface Reading {
    Reply read(HttpRequest request, int bytesMax, Function<byte[], Reply> use);
  }

  private static BodySource source(HttpRequest http, Reading reading) {
    return (bytesMax, use) -> reading.read(http, bytesMax, use);
  }

  private static void finish(
      ServerRequest request, ServerResponse response, HttpRequest http, Reply reply) {
    byte[] json = reply.json().getBytes(StandardCharsets.UTF_8);
    finish(request, response, http, Status.create(reply.status()), json);
  }

  private void handle(ServerRequest request, ServerResponse response) {
    HttpRequest http = http(request);
    Answer answer = router.answer(http);
    finish(request, response, http, Status.create(answer.status()), bytes(answer));
  }

  private static void finish(
      ServerRequest request,
      ServerResponse response,
      HttpRequest http,
      Status status,
      byte[] json) {
    LazyBody body = (LazyBody) http.body();
    /* Of HTTP/2 the filter takes care, for all requests. */
    boolean unread =
        http.bodyBytes() != 0
            && !SecureConnections.isHttp2(request)
            && !request.content().consumed();
    if (unread) {
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
    send(request, response, status, json);
    /* To read from a caller who asked whether to go on would tell it to. */
    boolean whole =
        !unread || (!body.busy && http.header("expect").isEmpty() && linger(body));
    /* The server of this version says that it closes, and does not (Helidon issue 12324): callers
    who read to the end would wait for it. Who is still sending would lose the answer. */
    boolean last = unread || http.header("connection").toLowerCase(Locale.ROOT).contains("close");
    if (whole && last && !SecureConnections.isHttp2(request)) {
      throw new CloseConnectionException("answered, and asked to close");
    }
  }

  private static void send(
      ServerRequest request, ServerResponse response, Status status, byte[] json) {
    response.status(status);
    response.header(HeaderValues.CONTENT_TYPE_JSON);
    boolean headOnly = request.prologue().method().text().equals("HEAD");
    response.header(HeaderNames.CONTENT_LENGTH, String.valueOf(json.length));
    try {
      response.send(headOnly ? new byte[0] : json);
    } catch (UncheckedIOException | ServerConnectionException gone) {
      throw new CloseConnectionException("the caller left before the answer", gone);
    }
  }

  /**
   * Takes in some of what a caller still sends. To close at once would make its operating system
   * throw our answer away (RFC 9112, section 9.6).
   *
   * @return whether that was all
   */
  private static boolean linger(InputStream rest) {
    long deadlineNanos = System.nanoTime() + LINGER_MAX.toNanos();
    byte[] piece = new byte[64 << 10];
    try {
      long taken = 0;
      for (int count = rest.read(piece); count >= 0; count = rest.read(piece)) {
        taken += count;
        if (taken > LINGER_BYTES_MAX || System.nanoTime() - deadlineNanos > 0) {
          return false;
        }
      }
      return true;
    } catch (IOException | RuntimeException gone) {
      System.getLogger(DialectHost.class.getName())
          .log(System.Logger.Level.DEBUG, "a caller left while sending", gone);
      return false;
    }
  }

  private DirectHandler.TransportResponse direct(
      DirectHandler.TransportRequest request,
      DirectHandler.EventType event,
      Status status,
      ServerResponseHeaders headers,
      String message) {
    HttpRequest http =
        new HttpRequest(
            request.method(),
            request.path(),
            Map.of(),
            Map.of(),
            InetAddress.getLoopbackAddress(),
            0,
            InputStream.nullInputStream());
    FaceFailure failure =
        switch (status.code()) {
          case 413 -> FaceFailure.BODY_TOO_LARGE;
          case 404, 405 -> FaceFailure.OPERATION_UNKNOWN;
          case 503 -> FaceFailure.OVERLOADED;
          case 505 -> FaceFailure.BODY_UNREADABLE;
          /* Without a method its head broke off or was none: no fault of ours. */
          default ->
              status.code() < 500 || request.method().isEmpty()
                  ? FaceFailure.BODY_UNREADABLE
                  : FaceFailure.INTERNAL;
        };
    Answer answer = router.refusal(http, failure);
    return DirectHandler.TransportResponse.builder()
        .status(Status.create(answer.status()))
        .header(HeaderValues.CONTENT_TYPE_JSON)
        .keepAlive(false)
        /* A body after HEAD would be taken for the next answer (RFC 9112, section 6.3). */
        .entity(request.method().equals("HEAD") ? new byte[0] : bytes(answer))
        .build();
  }

  private static HttpRequest http(ServerRequest request) {
    Map<String, List<String>> query = new HashMap<>();
    request.query().names().forEach(name -> query.put(name, request.query().all(name)));
    Map<String, String> headers = new HashMap<>();
    Map<String, List<String>> allHeaders = new HashMap<>();
    request.headers().forEach(header -> {
      String name = header.name().toLowerCase(Locale.ROOT);
      headers.putIfAbsent(name, header.get());
      allHeaders.put(name, header.allValues());
    });
    if (SecureConnections.isHttp2(request)) {
      Optional.ofNullable(request.authority())
          .ifPresent(authority -> allHeaders.put("host", List.of(authority)));
    }
    String method = request.prologue().method().text();
    return new HttpRequest(
        method,
        request.path().path(),
        query,
        headers,
        ((InetSocketAddress) request.remotePeer().address()).getAddress(),
        bodyBytes(request),
        new LazyBody(request),
        new SignedRequest(
            method,
            request.prologue().uriPath().rawPath(),
            request.prologue().query().rawValue(),
            allHeaders));
  }

  private static long bodyBytes(ServerRequest request) {
    boolean chunked = request.headers().contains(HeaderNames.TRANSFER_ENCODING);
    boolean declares = request.headers().contains(HeaderNames.CONTENT_LENGTH);
    /* Two lengths that differ to somebody before us hide a request (RFC 9112, section 6.3). */
    if (declares
        && (chunked || request.headers().get(HeaderNames.CONTENT_LENGTH).valueCount() > 1)) {
      return HttpRequest.LENGTH_MALFORMED;
    }
    if (chunked || (!declares && request.content().hasEntity())) {
      return -1;
    }
    long declared = request.headers().contentLength().orElse(0);
    return declared < 0 ? HttpRequest.LENGTH_MALFORMED : declared;
  }

  /** An answer as it goes over the wire. */
  static byte[] bytes(Answer answer) {
    try {
      return JSON.writeValueAsBytes(answer.json());
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Asks for the body only when it is read, so that a caller who waits to be told to go on does.
   */
  private static final class LazyBody extends InputStream {
    private final ServerRequest request;
    private @Nullable InputStream opened;

    /** Whether a thread waits for bytes that may never come. */
    private volatile boolean busy;

    LazyBody(ServerRequest request) {
      this.request = request;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      busy = true;
      try {
        InputStream in = opened;
        if (in == null) {
          in = request.content().inputStream();
          opened = in;
        }
        return in.read(buffer, offset, length);
      } catch (RequestException refused) {
        if (refused.status().code() == Status.REQUEST_ENTITY_TOO_LARGE_413.code()) {
          throw new FaceException(FaceFailure.BODY_TOO_LARGE, "", refused);
        }
        throw new IOException(refused);
      } catch (ServerConnectionException gone) {
        throw new IOException(gone);
      } finally {
        busy = false;
      }
    }
  }
}
