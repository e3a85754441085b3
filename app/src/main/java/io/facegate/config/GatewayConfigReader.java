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
import io.facegate.pack.PacksConfig;
import io.facegate.vision.DecodeLimits;
import io.facegate.vision.VisionConfig;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code facegate.yaml}, overridden by the environment, into what the packages own. */
public final class GatewayConfigReader {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int TOKEN_LENGTH_MIN = 16;

  private final ConfigProblems problems;
  private final List<SiteCheck.ListeningPort> ports = new ArrayList<>();
  private final Map<String, String> environment;
  private final Section.Context context;

  private GatewayConfigReader(Map<String, String> environment, Section.Context context) {
    this.environment = environment;
    this.context = context;
    this.problems = context.problems();
  }

  /**
   * A reader for a command that runs beside the service: credentials of systemd, which only the
   * service is given, count as there.
   */
  public static GatewayConfigReader besideTheService(Map<String, String> environment) {
    Map<String, String> variables = Map.copyOf(environment);
    Section.Context context = Section.Context.of(new ConfigProblems(), variables);
    return new GatewayConfigReader(variables, context.besideTheService());
  }

  /**
   * A reader.
   *
   * @param environment {@code FACEGATE_} and a key in capitals, dots as underscores, overrides it
   */
  public GatewayConfigReader(Map<String, String> environment) {
    this(
        Map.copyOf(environment),
        Section.Context.of(new ConfigProblems(), Map.copyOf(environment)));
  }

  /**
   * Reads a file.
   *
   * @throws ConfigException with every problem, when there is any
   */
  public GatewayConfig read(Path file) {
    return read(file.toString(), text(file));
  }

  /**
   * Reads a document.
   *
   * @param source how a complaint calls it
   * @throws ConfigException with every problem, when there is any
   */
  public GatewayConfig read(String source, String yaml) {
    GatewayConfig config = parse(yaml);
    if (problems.any()) {
      throw new ConfigException(source, problems.list());
    }
    return config;
  }

  /**
   * Reads a file, and looks whether this machine has what it names: files, folders, ports. What
   * merely looks doubtful is a warning.
   *
   * @throws ConfigException when the file itself cannot be read
   */
  public ConfigReport check(Path file) {
    GatewayConfig config = parse(text(file));
    boolean isDocument = problems.list().stream().noneMatch(problem -> problem.key().isEmpty());
    if (isDocument) {
      SiteCheck site = new SiteCheck(problems, file);
      site.files(context.files());
      site.packs(config.packs());
      site.ports(ports);
      new VariableCheck(problems, context.variables()).check(environment);
    }
    return new ConfigReport(file.toString(), config, problems);
  }

  private String text(Path file) {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException foreign) {
      problems.add(0, "", "is not written in UTF-8");
      throw new ConfigException(file.toString(), problems.list());
    } catch (IOException e) {
      problems.lack(0, "", "cannot be read: " + e.getMessage());
      throw new ConfigException(file.toString(), problems.list());
    }
  }

  private GatewayConfig parse(String yaml) {
    Section root = new Section("", new YamlReader(problems).read(yaml), context);
    GatewayConfig config = gateway(root);
    root.done();
    return config;
  }

  /** Every key that was asked for; for the check that all are documented. */
  public List<String> keys() {
    return List.copyOf(context.keys());
  }

  private GatewayConfig gateway(Section root) {
    Path data = root.folder("data", Path.of("data"), NamedFile.Kind.WRITTEN_FOLDER);
    String device = root.text("device", "facegate", "[0-9A-Za-z_-]{1,64}");
    List<CameraConfig> cameras = CameraReader.read(root.sections("cameras"));
    Section http = root.section("http");
    Section download = root.section("download");
    Section models = root.section("models");
    Section engines = root.section("engines");
    PacksConfig packs = packs(models, data);
    Section gallery = root.section("gallery");
    int cores = Runtime.getRuntime().availableProcessors();
    GatewayConfig config =
        new GatewayConfig(
            data,
            http(http),
            https(root.section("https"), data),
            ops(root.section("ops")),
            log(root.section("log")),
            access(root.section("access")),
            KeysReader.read(root.section("keys"), data),
            outbound(download),
            download(download),
            limits(http.section("limits")),
            vision(packs, models, root.section("pictures")),
            packs,
            EnginesReader.read(engines, data),
            EnginesReader.openvino(engines.section("openvino"), data),
            models.integer("threads", 1, 1, cores),
            service(root.section("service")),
            galleryLimits(gallery),
            gallery.flag("keepCrops", false),
            EventsReader.events(root.section("events"), device, data),
            new BrokerReader(root.section("broker")).read(),
            cameras);
    List.of(http, download, models, engines, gallery).forEach(Section::done);
    return config;
  }

  private GatewayConfig.HttpConfig http(Section section) {
    GatewayConfig.HttpConfig read =
        new GatewayConfig.HttpConfig(
            section.text("address", "0.0.0.0"), section.integer("port", 8300, 0, 65_535));
    listens(section, "http.port", read.address(), read.port());
    return read;
  }

  private GatewayConfig.HttpsConfig https(Section section, Path data) {
    GatewayConfig.HttpsConfig read = HttpsReader.read(section, data);
    if (read.enabled()) {
      listens(section, "https.port", read.address(), read.port());
    }
    return read;
  }

  private void listens(Section section, String key, String address, int port) {
    ports.add(new SiteCheck.ListeningPort(section.lineOf("port"), key, address, port));
  }

  private OpsConfig ops(Section section) {
    OpsConfig usual = OpsConfig.defaults();
    OpsConfig read =
        new OpsConfig(
            section.text("address", usual.address()),
            section.integer("port", usual.port(), 0, 65_535));
    listens(section, "ops.port", read.address(), read.port());
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

  private PacksConfig packs(Section models, Path data) {
    PacksConfig usual = PacksConfig.defaults(data);
    String variable = environment.getOrDefault("FACEGATE_MODELS", "");
    Path fallback = variable.isBlank() ? usual.builtIn() : Path.of(variable);
    Path folder = models.folder("folder", fallback, NamedFile.Kind.MODELS);
    boolean fixed = models.text("folder").isPresent() || !variable.isBlank();
    return new PacksConfig(
        usual.folder(), usual.builtIn(), fixed ? Optional.of(folder) : Optional.empty());
  }

  private static VisionConfig vision(PacksConfig packs, Section models, Section pictures) {
    VisionConfig usual = VisionConfig.defaults(packs.fixed().orElse(packs.builtIn()));
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

  private static GalleryLimits galleryLimits(Section section) {
    return new GalleryLimits(
        section.integer("facesPerPersonMax", 20, 1, 1000),
        section.integer("facesMax", 100_000, 1, 10_000_000),
        section.integer("groupsMax", 10_000, 1, 1_000_000),
        section.integer("savedFacesMax", 100_000, 1, 10_000_000));
  }
}
