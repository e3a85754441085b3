package io.facegate.config;

import io.facegate.access.AccessConfig;
import io.facegate.access.AddressRange;
import io.facegate.access.OutboundConfig;
import io.facegate.access.Secret;
import io.facegate.camera.CameraConfig;
import io.facegate.core.FaceServiceConfig;
import io.facegate.core.PersonRules;
import io.facegate.core.UrlFetchConfig;
import io.facegate.core.WorkerLimits;
import io.facegate.dialect.HttpLimits;
import io.facegate.gallery.GalleryLimits;
import io.facegate.ops.LogConfig;
import io.facegate.ops.OpsConfig;
import io.facegate.pack.ModelPack;
import io.facegate.vision.DecodeLimits;
import io.facegate.vision.VisionConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Reads {@code facegate.yaml}, overridden by the environment, into what the packages own. */
public final class GatewayConfigReader {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int TOKEN_LENGTH_MIN = 16;

  private final ConfigProblems problems = new ConfigProblems();
  private final TreeSet<String> keys = new TreeSet<>();
  private final Map<String, String> environment;

  /**
   * A reader.
   *
   * @param environment {@code FACEGATE_} and a key in capitals, dots as underscores, overrides it
   */
  public GatewayConfigReader(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * Reads a file.
   *
   * @throws ConfigException with every problem, when there is any
   */
  public GatewayConfig read(Path file) {
    try {
      return read(file.toString(), Files.readString(file));
    } catch (IOException e) {
      problems.add(0, "", "cannot be read: " + e.getMessage());
      throw new ConfigException(file.toString(), problems.list());
    }
  }

  /**
   * Reads a document.
   *
   * @param source how a complaint calls it
   * @throws ConfigException with every problem, when there is any
   */
  public GatewayConfig read(String source, String yaml) {
    Section root =
        new Section(
            "",
            new YamlReader(problems).read(yaml),
            new Section.Context(problems, environment, keys));
    GatewayConfig config = gateway(root);
    root.done();
    if (problems.any()) {
      throw new ConfigException(source, problems.list());
    }
    return config;
  }

  /** Every key that was asked for; for the check that all are documented. */
  public List<String> keys() {
    return List.copyOf(keys);
  }

  private GatewayConfig gateway(Section root) {
    Path data = Path.of(root.text("data", "data"));
    String device = root.text("device", "facegate", "[0-9A-Za-z_-]{1,64}");
    List<CameraConfig> cameras = CameraReader.read(root.sections("cameras"));
    Section http = root.section("http");
    Section download = root.section("download");
    Section models = root.section("models");
    int cores = Runtime.getRuntime().availableProcessors();
    GatewayConfig config =
        new GatewayConfig(
            data,
            http(http),
            HttpsReader.read(root.section("https"), data),
            ops(root.section("ops")),
            log(root.section("log")),
            access(root.section("access")),
            KeysReader.read(root.section("keys"), data),
            outbound(download),
            download(download),
            limits(http.section("limits")),
            vision(models, root.section("pictures")),
            models.integer("threads", 1, 1, cores),
            service(root.section("service")),
            gallery(root.section("gallery")),
            EventsReader.events(root.section("events"), device, data),
            new BrokerReader(root.section("broker")).read(),
            cameras);
    List.of(http, download, models).forEach(Section::done);
    return config;
  }

  private static GatewayConfig.HttpConfig http(Section section) {
    return new GatewayConfig.HttpConfig(
        section.text("address", "0.0.0.0"), section.integer("port", 8300, 0, 65_535));
  }

  private static OpsConfig ops(Section section) {
    OpsConfig usual = OpsConfig.defaults();
    OpsConfig read =
        new OpsConfig(
            section.text("address", usual.address()),
            section.integer("port", usual.port(), 0, 65_535));
    section.done();
    return read;
  }

  private static LogConfig log(Section section) {
    LogConfig usual = LogConfig.defaults();
    LogConfig read =
        new LogConfig(
            section.choice("level", usual.level()), section.choice("format", usual.format()));
    section.done();
    return read;
  }

  private static AccessConfig access(Section section) {
    AccessConfig usual = AccessConfig.defaults();
    List<Secret> tokens = new ArrayList<>();
    section.secret("token").filter(token -> strong(section, token)).map(Secret::of)
        .ifPresent(tokens::add);
    AccessConfig read = new AccessConfig(ranges(section, "networks", usual.networks()), tokens);
    section.done();
    return read;
  }

  private static boolean strong(Section section, String token) {
    if (token.strip().length() < TOKEN_LENGTH_MIN) {
      section.problem("token", "has fewer than %d characters".formatted(TOKEN_LENGTH_MIN));
      return false;
    }
    return true;
  }

  private static List<AddressRange> ranges(
      Section section, String key, List<AddressRange> fallback) {
    if (!section.has(key)) {
      section.texts(key, List.of());
      return fallback;
    }
    List<AddressRange> ranges = new ArrayList<>();
    for (String text : section.texts(key, List.of())) {
      try {
        ranges.add(AddressRange.parse(text));
      } catch (IllegalArgumentException e) {
        section.problem(key, "holds \"%s\", which is not like 10.1.0.0/16".formatted(text));
      }
    }
    return ranges;
  }

  private static OutboundConfig outbound(Section section) {
    return new OutboundConfig(
        section.texts("hosts", List.of()), ranges(section, "networks", List.of()));
  }

  private static UrlFetchConfig download(Section section) {
    UrlFetchConfig usual = UrlFetchConfig.defaults();
    return new UrlFetchConfig(
        (int) section.bytes("bytesMax", usual.bytesMax(), 1 << 10, 64 << 20),
        section.duration("timeMax", usual.timeMax(), Duration.ofMillis(100), MINUTE),
        section.integer("redirectsMax", usual.redirectsMax(), 0, 5));
  }

  private static HttpLimits limits(Section section) {
    HttpLimits usual = HttpLimits.defaults();
    HttpLimits read =
        new HttpLimits(
            (int) section.bytes("bodyBytesMax", usual.bodyBytesMax(), 1 << 10, 64 << 20),
            (int) section.bytes("bodiesBytesMax", usual.bodiesBytesMax(), 1 << 20, 1 << 30),
            section.integer("requestsMax", usual.requestsMax(), 1, 10_000),
            section.integer("connectionsMax", usual.connectionsMax(), 1, 100_000),
            section.duration("bodyTimeMax", usual.bodyTimeMax(), Duration.ofSeconds(1), MINUTE),
            section.duration("silenceMax", usual.silenceMax(), Duration.ofSeconds(1), MINUTE),
            section.duration(
                "idleMax", usual.idleMax(), Duration.ofSeconds(60), Duration.ofHours(1)));
    section.done();
    return read;
  }

  private static String builtInModels() {
    return ModelPack.builtInFolder().map(Path::toString).orElse("models");
  }

  private VisionConfig vision(Section models, Section pictures) {
    String folder = environment.getOrDefault("FACEGATE_MODELS", "");
    String modelFolder = folder.isBlank() ? builtInModels() : folder;
    VisionConfig usual = VisionConfig.defaults(Path.of(models.text("folder", modelFolder)));
    DecodeLimits limits =
        new DecodeLimits(
            (int) pictures.bytes("bytesMax", usual.decode().bytesMax(), 1 << 10, 64 << 20),
            pictures.integer("pixelsMax", usual.decode().pixelsMax(), 10_000, 100_000_000),
            pictures.integer("sidePxMax", usual.decode().sidePxMax(), 100, 20_000));
    pictures.done();
    return new VisionConfig(
        usual.models(),
        limits,
        models.number("detectionScoreMin", usual.detectionScoreMin(), 0.01, 1),
        models.integer("detectionSidePxMax", usual.detectionSidePxMax(), 320, 1920));
  }

  private static FaceServiceConfig service(Section section) {
    FaceServiceConfig usual = FaceServiceConfig.defaults();
    FaceServiceConfig read =
        new FaceServiceConfig(
            workers(section.section("pictures"), usual.pictures()),
            workers(section.section("store"), usual.store()),
            workers(section.section("downloads"), usual.downloads()),
            section.integer("faceSizePxMin", usual.facePxMin(), 10, 1000),
            section.flag("apiEvents", usual.apiEvents()),
            section.number("apiEventScoreMin", usual.apiEventScoreMin(), 0, 100),
            persons(section.section("persons")));
    section.done();
    return read;
  }

  private static PersonRules persons(Section section) {
    PersonRules usual = PersonRules.defaults();
    PersonRules read =
        new PersonRules(
            section.integer("groupsPerAppMax", usual.groupsPerAppMax(), 1, 1_000_000),
            section.integer("personsPerGroupMax", usual.personsPerGroupMax(), 1, 10_000_000),
            section.integer("facesPerPersonMax", usual.facesPerPersonMax(), 1, 1000),
            section.number("sameScoreMin", usual.sameScoreMin(), 0, 100),
            section.number("sameFaceCosineMin", usual.sameFaceCosineMin(), 0, 1));
    section.done();
    return read;
  }

  private static WorkerLimits workers(Section section, WorkerLimits usual) {
    Duration least = Duration.ofMillis(100);
    WorkerLimits read =
        new WorkerLimits(
            section.integer("threads", usual.threads(), 1, 64),
            section.integer("queueMax", usual.queueMax(), 1, 10_000),
            section.duration("queueTimeMax", usual.queueTimeMax(), least, MINUTE),
            section.duration("runTimeMax", usual.runTimeMax(), least, MINUTE),
            section.duration("stopTimeMax", usual.stopTimeMax(), least, MINUTE));
    section.done();
    return read;
  }

  private static GalleryLimits gallery(Section section) {
    GalleryLimits read =
        new GalleryLimits(
            section.integer("facesPerPersonMax", 20, 1, 1000),
            section.integer("facesMax", 100_000, 1, 10_000_000),
            section.integer("groupsMax", 10_000, 1, 1_000_000),
            section.integer("savedFacesMax", 100_000, 1, 10_000_000));
    section.done();
    return read;
  }
}
