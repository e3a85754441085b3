package io.facegate.dialect;

import io.facegate.core.FaceService;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Takes each request to the operation it asks for: judge the caller, read, call, answer, count,
 * log. Whatever happens, what comes back is an answer in the words of the dialect asked.
 */
final class DialectRouter {
  private static final System.Logger LOG = System.getLogger(DialectRouter.class.getName());
  private static final String TOKEN = "access_token";
  private static final int STRANGERS_MAX = 4;
  static final int GUESTS_MAX = 64;

  private final Map<String, Route> routes = new HashMap<>();
  private final List<Route> territories = new ArrayList<>();

  /** Answers what asks for no path of ours: the dialect that came first. */
  private final Route home;

  private final Gatekeeper gatekeeper;
  private final DialectMeter meter;
  private final InstantSource clock;
  private final RequestNumbers numbers;
  private final BodyReader bodies;
  private final Semaphore requestsFree;
  private final Semaphore strangersFree = new Semaphore(STRANGERS_MAX);
  private final Semaphore guestsFree = new Semaphore(GUESTS_MAX);
  private final FaultLog faults = new FaultLog();

  /** Where a path leads; for paths of no operation, to one that fails. */
  private record Route(Dialect dialect, String path, Operation operation) {
    String name() {
      return dialect.id() + " " + operation.name();
    }
  }

  DialectRouter(
      List<Dialect> dialects,
      FaceService faces,
      Gatekeeper gatekeeper,
      DialectMeter meter,
      HttpLimits limits,
      InstantSource clock) {
    this.gatekeeper = gatekeeper;
    this.meter = meter;
    this.clock = clock;
    this.numbers = new RequestNumbers(clock);
    this.bodies = new BodyReader(limits);
    this.requestsFree = new Semaphore(limits.requestsMax());
    dialects.forEach(dialect -> add(dialect, faces));
    this.home = territories.getFirst();
    territories.sort(Comparator.comparing((Route route) -> route.path().length()).reversed());
  }

  /** The paths below which something answers. */
  List<String> prefixes() {
    return territories.stream().map(Route::path).toList();
  }

  /** Answers a request; never fails. */
  Answer answer(HttpRequest request) {
    return answer(request, this::served);
  }

  /** Answers a request that the server itself turned down, in the words of the dialect asked. */
  Answer refusal(HttpRequest request, FaceFailure failure) {
    return answer(
        request,
        (call, route) -> {
          throw new FaceException(failure, "turned down by the server");
        });
  }

  /** One way to serve a request. */
  private interface Service {
    Answer answer(Call call, Route route);
  }

  private Answer answer(HttpRequest request, Service service) {
    Instant received = clock.instant();
    long startNanos = System.nanoTime();
    Route route = route(request);
    Call bare = bare(request, received);
    String outcome = "OK";
    Answer answer;
    try {
      answer = service.answer(bare, route);
    } catch (DeniedException denied) {
      outcome = "DENIED";
      answer = route.dialect().denied(bare, denied.denial());
    } catch (FaceException failure) {
      outcome = failure.failure().name();
      if (failure.failure() == FaceFailure.INTERNAL && failure.getCause() != null) {
        faults.fault(route.name(), failure);
      }
      answer = failed(bare, route, failure);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError fault) {
      outcome = FaceFailure.INTERNAL.name();
      faults.fault(route.name(), fault);
      answer = failed(bare, route, new FaceException(FaceFailure.INTERNAL));
    }
    Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
    meter.answered(route.dialect().id(), route.operation().name(), outcome, took);
    LOG.log(
        System.Logger.Level.DEBUG, "{0} {1} {2} ms", route.name(), outcome, took.toMillis());
    return answer;
  }

  private Answer served(Call bare, Route route) {
    HttpRequest request = bare.request();
    if (route.operation().tokenInBody() && !showsWhoCalls(request)) {
      return servedStranger(bare, route);
    }
    Admission admission = admit(request, route);
    return withBody(
        request, bytesMax(route), body -> handle(bare, route, admission, body));
  }

  /* Who may send a token within the body is a stranger until it is read. So few of them are read at
  a time that they cannot use up what is kept free for all bodies. */
  private Answer servedStranger(Call bare, Route route) {
    if (!strangersFree.tryAcquire()) {
      throw new FaceException(FaceFailure.OVERLOADED, "too many callers yet unknown");
    }
    try {
      return withBody(
          bare.request(),
          bytesMax(route),
          body -> {
            Optional<String> token = token(bare, body);
            HttpRequest told =
                token.map(text -> bare.request().with(TOKEN, text)).orElse(bare.request());
            return handle(bare, route, admit(told, route), body);
          });
    } finally {
      strangersFree.release();
    }
  }

  private static boolean showsWhoCalls(HttpRequest request) {
    return request.query().containsKey(TOKEN) || !request.header("authorization").isEmpty();
  }

  private static Optional<String> token(Call bare, byte[] body) {
    return new Call(
            bare.request(), bare.number(), bare.receivedAt(), body, bare.admission())
        .parameters()
        .text(TOKEN);
  }

  private Admission admit(HttpRequest request, Route route) {
    Admission admission =
        gatekeeper.admit(request, route.dialect().credentials(), route.dialect().id());
    if (!route.operation().methods().contains(request.method())) {
      throw new FaceException(FaceFailure.OPERATION_UNKNOWN, request.method());
    }
    return admission;
  }

  private int bytesMax(Route route) {
    return Math.min(route.operation().bodyBytesMax(), bodies.bytesMax());
  }

  private static Answer handle(Call bare, Route route, Admission admission, byte[] body) {
    admission.covers(body);
    return route
        .operation()
        .handler()
        .handle(new Call(bare.request(), bare.number(), bare.receivedAt(), body, admission));
  }

  private Call bare(HttpRequest request, Instant received) {
    return new Call(
        request, numbers.next(), received, new byte[0], Admission.withoutApp());
  }

  /** Does something with a body, under the limits of one and of all together. */
  <T> T withBody(HttpRequest request, int bytesMax, Function<byte[], T> use) {
    return withBody(requestsFree, request, bytesMax, use);
  }

  /**
   * The same for small bodies of callers yet unknown, who have places of their own: by sending
   * slowly they take none from those who are known, nor from those who send no body.
   */
  <T> T withStrangersBody(HttpRequest request, int bytesMax, Function<byte[], T> use) {
    return request.bodyBytes() == 0
        ? use.apply(new byte[0])
        : withBody(guestsFree, request, bytesMax, use);
  }

  private <T> T withBody(
      Semaphore places, HttpRequest request, int bytesMax, Function<byte[], T> use) {
    if (!places.tryAcquire()) {
      throw new FaceException(FaceFailure.OVERLOADED, "too many requests at a time");
    }
    try {
      int reserved = bodies.reserve(request, bytesMax);
      try {
        return use.apply(bodies.read(request, bytesMax));
      } finally {
        bodies.release(reserved);
      }
    } finally {
      places.release();
    }
  }

  private static Answer failed(Call call, Route route, FaceException failure) {
    return route.operation().failures().answer(call, failure);
  }

  private Route route(HttpRequest request) {
    String path = canonical(request.path());
    return Optional.ofNullable(routes.get(path))
        .or(() -> territories.stream().filter(route -> lies(path, route.path())).findFirst())
        .orElse(home);
  }

  private void add(Dialect dialect, FaceService faces) {
    for (Operation operation : dialect.operations(faces)) {
      for (String path : operation.paths()) {
        if (routes.put(path, new Route(dialect, path, operation)) != null) {
          throw new IllegalStateException(path + " leads to two operations");
        }
      }
    }
    Operation unknown =
        new Operation(
            "unknown",
            Set.of("GET", "POST"),
            dialect.prefixes(),
            call -> {
              throw new FaceException(FaceFailure.OPERATION_UNKNOWN, "no such path");
            },
            dialect::failure,
            Integer.MAX_VALUE);
    for (String prefix : dialect.prefixes()) {
      if (prefixes().contains(prefix)) {
        throw new IllegalStateException(prefix + " belongs to two dialects");
      }
      territories.add(new Route(dialect, prefix, unknown));
    }
  }

  private static boolean lies(String path, String prefix) {
    return path.equals(prefix) || path.startsWith(prefix + "/");
  }

  private static String canonical(String path) {
    String plain = path.indexOf("//") < 0 ? path : path.replaceAll("/{2,}", "/");
    return plain.length() > 1 && plain.endsWith("/")
        ? plain.substring(0, plain.length() - 1)
        : plain;
  }
}
