package io.facegate.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegate.access.AccessConfig;
import io.facegate.access.AddressRange;
import io.facegate.access.OutboundConfig;
import io.facegate.access.OutboundPolicy;
import io.facegate.core.CameraState;
import io.facegate.core.EventSink;
import io.facegate.core.FaceEvent;
import io.facegate.core.FaceServiceConfig;
import io.facegate.core.LocalFaceService;
import io.facegate.core.PersonRules;
import io.facegate.core.ScoreScale;
import io.facegate.core.UrlFetchConfig;
import io.facegate.core.UrlFetcher;
import io.facegate.core.WorkerLimits;
import io.facegate.gallery.GalleryConfig;
import io.facegate.gallery.GalleryLimits;
import io.facegate.gallery.StoredGallery;
import io.facegate.gallery.rocks.RocksStore;
import io.facegate.search.Kernels;
import io.facegate.vision.Output;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** All dialects before the real use cases and a real store; only the models are stood in for. */
final class DialectRig implements AutoCloseable {
  static final JsonMapper JSON = new JsonMapper();

  private final List<FaceEvent> events = new CopyOnWriteArrayList<>();
  private final StoredGallery gallery;
  private final LocalFaceService service;
  private final DialectRouter router;

  /**
   * Opens the store in a folder.
   *
   * @param outputs what the models can tell
   * @param mayFetch networks from which pictures may be fetched
   */
  DialectRig(Path folder, Set<Output> outputs, AddressRange... mayFetch) {
    SquareFaces models = new SquareFaces(outputs);
    OutboundPolicy outbound =
        new OutboundPolicy(new OutboundConfig(List.of(), List.of(mayFetch)));
    gallery =
        new StoredGallery(
            RocksStore.open(GalleryConfig.defaults(folder)),
            GalleryLimits.defaults(),
            SquareFaces.MODEL,
            Kernels.choose(),
            1,
            Clock.systemUTC());
    service =
        new LocalFaceService(
            models,
            models,
            new UrlFetcher(UrlFetchConfig.defaults(), outbound::permits),
            gallery,
            new ScoreScale(
                List.of(new ScoreScale.Anchor(-1, 0), new ScoreScale.Anchor(1, 100))),
            new Listener(),
            new FaceServiceConfig(
                WorkerLimits.of(2),
                WorkerLimits.of(2),
                WorkerLimits.of(2),
                1,
                true,
                80,
                PersonRules.defaults()));
    router =
        new DialectRouter(
            ServiceLoader.load(Dialect.class).stream().map(ServiceLoader.Provider::get).toList(),
            service,
            new OpenGate(AccessConfig.defaults()),
            (dialect, operation, outcome, took) -> {},
            HttpLimits.defaults(),
            InstantSource.system());
  }

  /** Every output there is. */
  static Set<Output> all() {
    return Set.of(Output.values());
  }

  LocalFaceService service() {
    return service;
  }

  List<FaceEvent> events() {
    return events;
  }

  /** Posts a document to a path with query, and gives back the answer. */
  JsonNode post(String target, String body) {
    String[] parts = target.split("\\?appid=");
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return router
        .answer(
            new HttpRequest(
                "POST",
                parts[0],
                parts.length > 1 ? Map.of("appid", List.of(parts[1])) : Map.of(),
                Map.of("content-type", "application/x-www-form-urlencoded"),
                InetAddress.getLoopbackAddress(),
                bytes.length,
                new ByteArrayInputStream(bytes)))
        .json();
  }

  /** An object of names and values, in turns. */
  static ObjectNode object(Object... namesAndValues) {
    ObjectNode object = JSON.createObjectNode();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.set((String) namesAndValues[i], JSON.valueToTree(namesAndValues[i + 1]));
    }
    return object;
  }

  @Override
  public void close() {
    service.close();
    gallery.close();
  }

  /** Keeps what it hears. */
  private final class Listener implements EventSink {
    @Override
    public void publish(FaceEvent event) {
      events.add(event);
    }

    @Override
    public void cameraState(CameraState state) {}
  }
}
