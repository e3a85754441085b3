package io.facegate;

import io.facegate.access.AccessPolicy;
import io.facegate.access.OutboundPolicy;
import io.facegate.camera.Cameras;
import io.facegate.config.GatewayConfig;
import io.facegate.core.FaceService;
import io.facegate.core.LocalFaceService;
import io.facegate.core.PictureDecoder;
import io.facegate.core.Reembedding;
import io.facegate.core.UrlFetcher;
import io.facegate.dialect.Dialect;
import io.facegate.dialect.DialectHost;
import io.facegate.dialect.NetworkGatekeeper;
import io.facegate.dialect.TokenEndpoint;
import io.facegate.events.EventHub;
import io.facegate.events.mqtt.MqttPublisher;
import io.facegate.face.Image;
import io.facegate.gallery.StoredGallery;
import io.facegate.inference.Engines;
import io.facegate.ops.HealthPart;
import io.facegate.ops.Meters;
import io.facegate.ops.Observation;
import io.facegate.ops.VitalCheck;
import io.facegate.pack.InstalledPacks;
import io.facegate.pack.MachineEngines;
import io.facegate.pack.ModelPack;
import io.facegate.vision.Analyzer;
import io.facegate.vision.ImageDecoder;
import io.facegate.vision.video.VideoDecoder;
import io.facegate.vision.video.VideoLimits;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The composition root: makes every part, hands it what it needs, starts and stops all in order.
 */
public final class Gateway implements Incumbent {
  private static final System.Logger LOG = System.getLogger(Gateway.class.getName());
  private static final String OPS_SOCKET = "ops";
  private static final int OPS_CONNECTIONS_MAX = 64;
  private static final Duration FAREWELL_MAX = Duration.ofSeconds(1);

  private final Deque<Part> started;
  private final Meters meters = new Meters();
  private final List<Dialect> dialects =
      ServiceLoader.load(Dialect.class).stream().map(ServiceLoader.Provider::get).toList();
  private final String modelId;
  private final StoredGallery gallery;
  private final LocalFaceService faces;
  private final Optional<Reembedding> reembedding;
  private final Cameras cameras;
  private final EventHub events;
  private final Analyzer analyzer;
  private final AccessPolicy access;
  private final Observed observed;
  private final Optional<HttpsListener> https;
  private final WebServer server;

  /** Something that must be closed, and how it is called when that fails. */
  private record Part(String name, AutoCloseable closer) {}

  /** Decodes what the core hands over. */
  private record Pictures(ImageDecoder decoder, VideoDecoder video) implements PictureDecoder {
    @Override
    public Image decode(byte[] encoded) {
      return decoder.decode(encoded);
    }

    @Override
    public long pixels(byte[] encoded) {
      return decoder.pixels(encoded);
    }

    @Override
    public Optional<VideoDecoder> videos() {
      return Optional.of(video);
    }
  }

  private Gateway(GatewayConfig config, Deque<Part> started, Runnable replace)
      throws IOException {
    this.started = started;
    started.push(new Part("meters", meters));
    Files.createDirectories(config.data());
    InstalledPacks packs = InstalledPacks.open(config.packs());

    /* Models first: without them nothing else makes sense, and they say so soonest. */
    Engines engines =
        opened(
            "engines",
            MachineEngines.open(config.engines(), config.openvino(), config.inferenceThreads()));
    Recognition recognition =
        opened(
            "models and gallery", Recognition.open(config, packs, engines, this::stage));
    analyzer = recognition.analyzer();
    modelId = analyzer.embeddingModelId();
    gallery = recognition.gallery();
    events = events(config);
    started.push(new Part("events", () -> events.stop(FAREWELL_MAX)));

    ImageDecoder decoder = new ImageDecoder(config.vision().decode(), this::stage);
    OutboundPolicy outbound = new OutboundPolicy(config.outbound());
    faces =
        opened(
            "use cases",
            new LocalFaceService(
                analyzer,
                new Pictures(decoder, new VideoDecoder(VideoLimits.defaults(), this::stage)),
                new UrlFetcher(config.download(), outbound::permits),
                gallery,
                ModelPack.scale(recognition.catalog(), modelId),
                events,
                config.service()));
    cameras =
        opened("cameras", new Cameras(faces, events, config.cameras(), InstantSource.system()));
    Clock here = Clock.system(ZoneId.systemDefault());
    KeyAccess keys = opened("API keys", KeyAccess.open(config.keys(), here));
    access = new AccessPolicy(config.access());
    DialectHost host = host(config, keys);
    https = config.https().enabled() ? Optional.of(https(config)) : Optional.empty();
    reembedding = recognition.reembedding(() -> faces.queued() > 0, replace);
    reembedding.ifPresent(work -> opened("embedding anew", work));
    observed = Observed.of(engines, gallery, faces, events, cameras, reembedding);
    observed.register(meters);
    config.cameras().forEach(camera -> observed.register(meters, camera.id()));
    server = server(config, host, keys);
    started.push(new Part("server", server::stop));
  }

  /**
   * Makes and starts everything.
   *
   * @param before done with the use cases before the first camera runs
   * @param replace called when another embedder is ready: is to close this and start another; may
   *     be called on a thread of this
   * @throws IOException when the data folder or a port cannot be used
   */
  public static Gateway start(
      GatewayConfig config, Consumer<FaceService> before, Runnable replace)
      throws IOException {
    return start(config, before, replace, () -> {});
  }

  /** Starts as above; before it takes its ports, it calls {@code listens}. */
  static Gateway start(
      GatewayConfig config, Consumer<FaceService> before, Runnable replace, Runnable listens)
      throws IOException {
    Deque<Part> started = new ArrayDeque<>();
    try {
      Gateway gateway = new Gateway(config, started, replace);
      gateway.events.start();
      listens.run();
      gateway.listen(config);
      before.accept(gateway.faces);
      gateway.cameras.start();
      gateway.reembedding.ifPresent(Reembedding::start);
      return gateway;
    } catch (IOException | RuntimeException | Error e) {
      closeAll(started);
      throw e;
    }
  }

  /** The port of the vendor APIs. */
  public int port() {
    return server.port();
  }

  /** The port of health and metrics. */
  public int opsPort() {
    return server.port(OPS_SOCKET);
  }

  /** The port of the vendor APIs over TLS, if they listen for it. */
  public Optional<Integer> httpsPort() {
    return https.map(listener -> server.port(HttpsListener.SOCKET));
  }

  /** The use cases, for whoever runs in the same process. */
  public LocalFaceService faces() {
    return faces;
  }

  /** What runs where, in a line. */
  @Override
  public String summary() {
    return ("APIs on port %d%s, health and metrics on port %d, %d faces, %d cameras, embeddings by "
            + "%s")
        .formatted(
            port(),
            httpsPort().map(" and with TLS on port %d"::formatted).orElse(""),
            opsPort(),
            gallery.faceCount(),
            cameras.stats().size(),
            modelId);
  }

  /** How it goes, in a line. */
  @Override
  public String status() {
    return observed.line();
  }

  /** What must come back and be well for the service to count as alive. */
  @Override
  public List<VitalCheck> vitals() {
    return Vitals.of(analyzer, gallery, cameras);
  }

  /**
   * Takes over what may change while the service runs: cameras, and who may call.
   *
   * @return what was done, in words
   */
  @Override
  public List<String> adopt(GatewayConfig config) {
    access.change(config.access());
    Set<String> before = cameras.stats().keySet();
    List<String> done = cameras.reload(config.cameras());
    Set<String> after = cameras.stats().keySet();
    before.stream().filter(id -> !after.contains(id)).forEach(id -> meters.forget("camera", id));
    after.stream()
        .filter(id -> !before.contains(id))
        .forEach(id -> observed.register(meters, id));
    return done;
  }

  /** Stops all parts, the last started first; what fails is logged and does not keep the rest. */
  @Override
  public void close() {
    closeAll(started);
  }

  private static void closeAll(Deque<Part> started) {
    while (!started.isEmpty()) {
      Part part = started.pop();
      try {
        part.closer.close();
      } catch (Exception e) {
        LOG.log(System.Logger.Level.WARNING, part.name + " did not stop in order", e);
      }
    }
  }

  /* The server logs a listener that fails, and returns as if nothing had happened. */
  private void listen(GatewayConfig config) throws IOException {
    requireFree(config.http().address(), config.http().port());
    requireFree(config.ops().address(), config.ops().port());
    if (https.isPresent()) {
      requireFree(config.https().address(), config.https().port());
    }
    server.start();
    if (!server.isRunning()) {
      throw new IOException("the server did not start; the log says why");
    }
    https.ifPresent(HttpsListener::watch);
  }

  private static void requireFree(String address, int port) throws IOException {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getByName(address), port));
    } catch (IOException e) {
      throw new IOException("cannot listen on %s port %d".formatted(address, port), e);
    }
  }

  private <T extends AutoCloseable> T opened(String name, T part) {
    started.push(new Part(name, part));
    return part;
  }

  private static EventHub events(GatewayConfig config) throws IOException {
    if (config.broker().isEmpty()) {
      return EventHub.logging(config.events(), InstantSource.system());
    }
    return EventHub.open(
        config.events(),
        InstantSource.system(),
        feed -> new MqttPublisher(config.broker().get(), feed));
  }

  private HttpsListener https(GatewayConfig config) {
    HttpsListener listener =
        opened("https", new HttpsListener(config.https(), InstantSource.system()));
    meters.gauge(
        "certificate_days_left",
        "until callers stop trusting it",
        () -> Duration.between(Instant.now(), listener.end()).toDays());
    return listener;
  }

  private DialectHost host(GatewayConfig config, KeyAccess keys) {
    return new DialectHost(
        dialects,
        faces,
        keys.gatekeeper(new NetworkGatekeeper(access)),
        (dialect, operation, outcome, took) ->
            meters.took("request", took.toNanos(), "dialect", dialect, "operation", operation,
                "outcome", outcome),
        config.limits());
  }

  private WebServer server(
      GatewayConfig config, DialectHost host, KeyAccess keys)
      throws IOException {
    HttpRouting.Builder routing = HttpRouting.builder();
    host.mount(routing);
    new SnapRoutes(cameras, host).mount(routing);
    new TokenEndpoint(keys.tokens(), host).mount(routing);
    List<HealthPart> health = new ArrayList<>(observed.parts());
    https.map(HttpsListener::health).ifPresent(health::add);
    var builder =
        DialectHost.server()
            .address(InetAddress.getByName(config.http().address()))
            .port(config.http().port())
            .shutdownHook(false)
            .shutdownGracePeriod(Duration.ofMillis(500))
            .routing(routing)
            .putSocket(
                OPS_SOCKET,
                socket ->
                    socket
                        .host(config.ops().address())
                        .port(config.ops().port())
                        .protocolsDiscoverServices(false)
                        .addProtocol(Http1Config.create())
                        .maxTcpConnections(OPS_CONNECTIONS_MAX)
                        .maxPayloadSize(0))
            .routing(OPS_SOCKET, HttpRouting.builder().get("/capabilities", this::capabilities))
            .addFeature(Observation.feature(OPS_SOCKET, health));
    host.guard(builder);
    https.ifPresent(
        listener ->
            builder
                .putSocket(HttpsListener.SOCKET, socket -> listener.configure(socket, host))
                .routing(HttpsListener.SOCKET, routing));
    return builder.build();
  }

  private void capabilities(ServerRequest request, ServerResponse response) {
    response.header(HeaderValues.CONTENT_TYPE_JSON);
    response.send(Capabilities.of(modelId, faces, dialects).json());
  }

  private void stage(String stage, long nanos) {
    meters.took("stage", nanos, "stage", stage);
  }
}
