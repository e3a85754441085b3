package io.facegate.camera;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks one camera for pictures, one request at a time over one connection that is kept; logs in as
 * the camera asks. Used by one thread, except for {@link #close}.
 */
final class SnapshotClient implements AutoCloseable {
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final int REDIRECTS_MAX = 3;
  private static final int TRIES_MAX = 4;
  private static final int UNAUTHORIZED = 401;
  private static final int CLIENT_NONCE_BYTES = 16;

  private final SourceConfig.Snapshot config;
  private final CameraSockets sockets;
  private final SecureRandom random = new SecureRandom();
  private volatile @Nullable Socket socket;
  private volatile boolean closed;
  private @Nullable HttpConnection connection;
  private @Nullable HttpLogin login;
  private boolean fresh;

  SnapshotClient(SourceConfig.Snapshot config) {
    this.config = config;
    this.sockets = new CameraSockets(config.trust());
  }

  /** The camera's answer once logged in; redirects within the camera are followed. */
  HttpReply fetch() throws IOException {
    URI address = config.address();
    for (int hops = 0; hops <= REDIRECTS_MAX; hops++) {
      HttpReply reply = exchange(target(address));
      Optional<String> location = reply.first("location");
      if (!REDIRECTS.contains(reply.status()) || location.isEmpty()) {
        return reply;
      }
      address = address.resolve(uri(location.get()));
      if (!sameOrigin(address, config.address())) {
        throw new IOException("the camera redirects to another host, which is not followed");
      }
    }
    throw new IOException("the camera redirects in circles");
  }

  private static URI uri(String location) throws IOException {
    try {
      return URI.create(location);
    } catch (IllegalArgumentException e) {
      throw new IOException("the camera redirects to no address", e);
    }
  }

  private static boolean sameOrigin(URI one, URI other) {
    return other.getScheme().equalsIgnoreCase(one.getScheme())
        && other.getHost().equalsIgnoreCase(one.getHost())
        && other.getPort() == one.getPort();
  }

  private static String target(URI address) {
    String path = address.getRawPath();
    String query = address.getRawQuery();
    return (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
  }

  /** One request, repeated as often as logging in takes. */
  private HttpReply exchange(String target) throws IOException {
    boolean answeredFresh = false;
    for (int tries = 1; ; tries++) {
      HttpReply reply = send(target);
      boolean answered = fresh;
      fresh = false;
      answeredFresh |= answered;
      if (!reply.reusable()) {
        drop();
      }
      Optional<AuthChallenge> challenge = challenge(reply);
      if (challenge.isEmpty() || tries == TRIES_MAX) {
        return reply;
      }
      boolean stale = challenge.get().get("stale").equalsIgnoreCase("true");
      if (answeredFresh && !stale) {
        return reply;
      }
      /* Kept over a connection that the camera closes along with its challenge. */
      Credentials credentials = config.credentials();
      login =
          credentials == null
              ? null
              : new HttpLogin(credentials, challenge.get(), this::clientNonce);
      fresh = true;
    }
  }

  private Optional<AuthChallenge> challenge(HttpReply reply) {
    return reply.status() == UNAUTHORIZED && config.credentials() != null
        ? HttpLogin.strongest(AuthChallenge.parse(reply.all("www-authenticate")))
        : Optional.empty();
  }

  private HttpReply send(String target) throws IOException {
    boolean kept = connection != null;
    try {
      return sendOnce(target);
    } catch (EOFException | SocketException e) {
      drop();
      if (!kept || closed) {
        throw e;
      }
      /* The camera had closed a connection that we kept: nothing is wrong. */
      return sendOnce(target);
    } catch (IOException e) {
      drop();
      throw e;
    }
  }

  private HttpReply sendOnce(String target) throws IOException {
    HttpConnection current = connection;
    if (current == null) {
      current = open();
      connection = current;
    }
    HttpLogin known = login;
    Optional<String> authorization =
        known == null ? Optional.empty() : Optional.of(known.authorize("GET", target));
    return current.get(target, authorization, config.readTimeout(), config.bytesMax());
  }

  private HttpConnection open() throws IOException {
    if (!fresh) {
      login = null;
    }
    Socket plain = new Socket();
    socket = plain;
    if (closed) {
      throw new SocketException("closed");
    }
    try {
      Socket connected = sockets.connect(plain, config.address(), config.connectTimeout());
      return new HttpConnection(connected, config.address());
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  private void drop() {
    HttpConnection current = connection;
    connection = null;
    if (current != null) {
      current.close();
    }
  }

  private String clientNonce() {
    byte[] bytes = new byte[CLIENT_NONCE_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Ends a request under way; may be called by another thread. */
  @Override
  public void close() {
    closed = true;
    Socket current = socket;
    if (current != null) {
      try {
        current.close();
      } catch (IOException e) {
        /* Nothing is left to be done about it. */
      }
    }
  }

  /** How long a camera wants to be left alone, as far as it says. */
  static Optional<Duration> retryAfter(HttpReply reply) {
    return reply
        .first("retry-after")
        .filter(value -> value.matches("\\d{1,6}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)));
  }
}
