package io.facegate.dialect;

import io.facegate.core.CameraState;
import io.facegate.core.EventSink;
import io.facegate.core.FaceEvent;
import io.facegate.core.FaceServiceConfig;
import io.facegate.core.LocalFaceService;
import io.facegate.core.PersonRules;
import io.facegate.core.ScoreScale;
import io.facegate.core.WorkerLimits;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.PersonKey;
import io.facegate.gallery.GalleryConfig;
import io.facegate.gallery.GalleryLimits;
import io.facegate.gallery.StoredGallery;
import io.facegate.gallery.rocks.RocksStore;
import io.facegate.search.Kernels;
import io.facegate.vision.DecodeLimits;
import io.facegate.vision.ImageDecoder;
import io.facegate.vision.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * All dialects before the real use cases, the real decoder and a real store so small that it is
 * soon full.
 */
final class FuzzRig implements AutoCloseable {
  private static final GalleryLimits NARROW = new GalleryLimits(5, 90, 24, 40);
  private static final PersonRules FEW = new PersonRules(12, 5, 4, 80, 0.95);

  private final StoredGallery gallery;
  private final LocalFaceService service;
  private final DialectRouter router;
  private final FuzzKeys keys;
  private Heard heard = new Heard("", "", "", Duration.ZERO);

  /** What the router told of an answer. */
  record Heard(String dialect, String operation, String outcome, Duration took) {}

  /**
   * Opens the store in a folder.
   *
   * @param turnedAwayEach one in so many callers without right credentials; 0 for none
   */
  FuzzRig(Path folder, int turnedAwayEach) {
    Path keyFolder = newFolder(folder);
    SquareFaces models = new SquareFaces(EnumSet.allOf(Output.class));
    ImageDecoder decoder = new ImageDecoder(DecodeLimits.defaults(), (stage, nanos) -> {});
    gallery =
        new StoredGallery(
            RocksStore.open(GalleryConfig.defaults(folder.resolve("gallery"))),
            NARROW,
            SquareFaces.MODEL,
            Kernels.choose(),
            1,
            Clock.systemUTC());
    service =
        new LocalFaceService(
            models,
            decoder::decode,
            FuzzRig::fetch,
            gallery,
            new ScoreScale(
                List.of(new ScoreScale.Anchor(-1, 0), new ScoreScale.Anchor(1, 100))),
            new Silent(),
            new FaceServiceConfig(
                WorkerLimits.of(2),
                WorkerLimits.of(2),
                WorkerLimits.of(2),
                1,
                true,
                80,
                FEW));
    keys = new FuzzKeys(keyFolder, service, turnedAwayEach);
    router =
        new DialectRouter(
            dialects(),
            service,
            keys,
            (dialect, operation, outcome, took) ->
                heard = new Heard(dialect, operation, outcome, took),
            HttpLimits.defaults(),
            InstantSource.system());
  }

  private static Path newFolder(Path parent) {
    try {
      return Files.createTempDirectory(Files.createDirectories(parent), "keys");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static List<Dialect> dialects() {
    return ServiceLoader.load(Dialect.class).stream().map(ServiceLoader.Provider::get).toList();
  }

  LocalFaceService service() {
    return service;
  }

  /** The codes that stand for faults of our own, in all operations. */
  Set<String> internalCodes() {
    Set<String> codes = new TreeSet<>();
    for (Dialect dialect : dialects()) {
      for (Operation operation : dialect.operations(service)) {
        FuzzRequest request =
            new FuzzRequest(
                "POST", operation.paths().getFirst(), List.of(), FuzzRequest.Bytes.of(""));
        Answer answer = router.refusal(request.received(), FaceFailure.INTERNAL);
        codes.add(CorpusCase.code(answer.json()).asText());
      }
    }
    return codes;
  }

  Answer answer(FuzzRequest request) {
    return router.answer(request.received());
  }

  /** What was told of the last answer. */
  Heard heard() {
    return heard;
  }

  /** Makes room: deletes some group of some app. */
  void thinOut(RandomGenerator random) {
    List<String> apps = service.listApps();
    String app = apps.isEmpty() ? OpenGate.APP : apps.get(random.nextInt(apps.size()));
    List<String> groups = service.listGroups(app, 0, 100);
    if (!groups.isEmpty()) {
      service.deleteGroup(app, groups.get(random.nextInt(groups.size())));
    }
  }

  /** All that is kept, as lines. */
  List<String> inventory() {
    List<String> lines = new ArrayList<>();
    for (String app : service.listApps()) {
      for (String group : service.listGroups(app, 0, 1000)) {
        lines.add(app + " " + group);
        for (String person : service.listPersons(app, group, 0, 1000)) {
          lines.add(
              app + " " + group + " "
                  + service.getPerson(new PersonKey(app, group, person)));
        }
      }
    }
    return lines;
  }

  /** The gate before everything. */
  FuzzKeys keys() {
    return keys;
  }

  /** Answers a request for an access token. */
  DialectHost.Reply grant(FuzzRequest request) {
    HttpRequest received = request.received();
    return keys.grant(received, (bytesMax, use) -> router.withBody(received, bytesMax, use));
  }

  @Override
  public void close() {
    keys.close();
    service.close();
    gallery.close();
  }

  private static byte[] fetch(String address) {
    if (address.length() % 7 == 0) {
      throw new FaceException(FaceFailure.IMAGE_DOWNLOAD_FAILED, "nobody there");
    }
    return FuzzValues.behind(address);
  }

  /** Hears of matches, and tells nobody. */
  private static final class Silent implements EventSink {
    @Override
    public void publish(FaceEvent event) {}

    @Override
    public void cameraState(CameraState state) {}
  }
}
