package io.facegate.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegate.demo.Demo;
import io.facegate.face.Embedding;
import io.facegate.face.PersonKey;
import io.facegate.gallery.Gallery;
import io.facegate.gallery.GalleryConfig;
import io.facegate.gallery.GalleryLimits;
import io.facegate.gallery.RandomFaces;
import io.facegate.gallery.StoredGallery;
import io.facegate.gallery.rocks.RocksStore;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelRole;
import io.facegate.pack.ModelPack;
import io.facegate.search.Kernels;
import io.facegate.testing.FaceApiClient;
import io.facegate.testing.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Prints what a start of the packaged service takes with 10,000 faces enrolled, in a fresh process
 * each: until the first identification is answered, and the memory after 100 of them; with and
 * without the cache of classes, turn by turn. The processor's time tells more than the clock where
 * the box is busy. Needs what {@code make package} builds.
 */
public final class StartBench {
  private static final int FACES = 10_000;
  private static final int WRITERS = 16;
  private static final int ROUNDS = 3;
  private static final int IDENTIFICATIONS = 100;
  private static final long PATIENCE_MINUTES = 2;

  private final Path home;
  private final Path folder;
  private final ObjectNode question;
  private final BenchTable table = new BenchTable("start with 10,000 faces");

  private StartBench(Path home, Path folder) throws IOException {
    this.home = home;
    this.folder = folder;
    Path picture = Files.write(folder.resolve("face.png"), Demo.portrait());
    this.question = FaceApiClient.picture(picture).put("group_id_list", "g");
  }

  /** Runs it, a minute or two. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("start-bench");
    try {
      StartBench bench = new StartBench(unpacked(folder), folder);
      bench.fill();
      for (int round = 1; round <= ROUNDS; round++) {
        bench.start("cache", round);
        bench.start("no cache", round);
      }
      bench.table.print();
    } finally {
      delete(folder);
    }
  }

  private static Path unpacked(Path folder) throws IOException, InterruptedException {
    String platform = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    Path home = Files.createDirectory(folder.resolve("home"));
    try (Stream<Path> packages = Files.list(Path.of("target/dist"))) {
      Path archive =
          packages
              .filter(path -> path.toString().endsWith(platform + ".tar.gz"))
              .findFirst()
              .orElseThrow(() -> new IOException("run make package first"));
      new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", home.toString(),
              "--strip-components=1")
          .inheritIO()
          .start()
          .waitFor();
    }
    return home;
  }

  private void fill() throws InterruptedException {
    ModelCard embedder =
        ModelPack.of(home.resolve("models/builtin"))
            .catalog()
            .cards(ModelRole.FACE_EMBEDDER)
            .getFirst();
    int dimension = embedder.outputs().getFirst().shape().getLast();
    GalleryConfig config = GalleryConfig.defaults(folder.resolve("data/gallery"));
    try (StoredGallery gallery =
            new StoredGallery(
                RocksStore.open(config),
                new GalleryLimits(20, 1_000_000, 100, 10),
                embedder.modelId(),
                Kernels.choose(),
                1,
                Clock.systemUTC());
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      for (int writer = 0; writer < WRITERS; writer++) {
        String name = "w" + writer;
        RandomFaces faces = new RandomFaces(writer, dimension);
        writers.execute(() -> enrol(gallery, faces, name, embedder.modelId()));
      }
      writers.shutdown();
      writers.awaitTermination(PATIENCE_MINUTES, TimeUnit.MINUTES);
    }
  }

  private static void enrol(Gallery gallery, RandomFaces faces, String name, String model) {
    for (int i = 0; i < FACES / WRITERS; i++) {
      String user = name + "_" + i;
      PersonKey person = new PersonKey("default", "g", user);
      gallery.enroll(
          person,
          faces.face("0123456789abcdef" + user, new Embedding(model, faces.unit())),
          Optional.empty(),
          Gallery.Mode.APPEND);
    }
  }

  private void start(String column, int round) throws IOException, InterruptedException {
    int port = FreePort.next();
    Path config = folder.resolve("facegate.yaml");
    Files.writeString(
        config,
        "data: %s\nhttp: {address: 127.0.0.1, port: %d}\nops: {port: %d}\nlog: {level: warning}\n"
            .formatted(folder.resolve("data"), port, FreePort.next()));
    Path cache = home.resolve("facegate.aot");
    Path aside = home.resolve("facegate.aot.aside");
    boolean without = column.startsWith("no") && Files.exists(cache);
    if (without) {
      Files.move(cache, aside);
    }
    long begin = System.nanoTime();
    ProcessBuilder builder =
        new ProcessBuilder(home + "/bin/facegate", "serve", "--config", config.toString());
    builder.environment().put("CACHE_DIRECTORY", folder.resolve("none").toString());
    Process service = builder.inheritIO().redirectOutput(folder.resolve("log").toFile()).start();
    try {
      FaceApiClient client = new FaceApiClient(URI.create("http://127.0.0.1:" + port + "/"));
      JsonNode first = firstAnswer(service, client);
      report(column, round, service, System.nanoTime() - begin);
      for (int i = 1; i < IDENTIFICATIONS; i++) {
        client.call("face/identify", question);
      }
      table.put("RSS after 100 identifications, MB", label(column, round), "%.0f",
          status(service, "VmRSS:") / 1024.0);
      table.put("first answer", label(column, round), "%s", first.path("error_code").asText());
    } finally {
      service.destroy();
      service.waitFor();
      if (without) {
        Files.move(aside, cache);
      }
    }
  }

  private void report(String column, int round, Process service, long nanos) throws IOException {
    table.put("first identification answered, ms", label(column, round), "%.0f", nanos / 1e6);
    String[] words = Files.readString(proc(service, "stat")).split(" ");
    long ticks = Long.parseLong(words[13]) + Long.parseLong(words[14]);
    table.put("time of the processor till then, ms", label(column, round), "%d", ticks * 10);
  }

  private static String label(String column, int round) {
    return String.format(Locale.ROOT, "%s %d", column, round);
  }

  private JsonNode firstAnswer(Process service, FaceApiClient client)
      throws InterruptedException, IOException {
    while (service.isAlive()) {
      try {
        return client.call("face/identify", question);
      } catch (IOException notYet) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
    }
    throw new IOException("the service ended: " + Files.readString(folder.resolve("log")));
  }

  private static Path proc(Process process, String file) {
    return Path.of("/proc/" + process.pid(), file);
  }

  private static long status(Process process, String key) throws IOException {
    List<String> lines = Files.readAllLines(proc(process, "status"));
    String line = lines.stream().filter(word -> word.startsWith(key)).findFirst().orElseThrow();
    return Long.parseLong(line.replaceAll("[^0-9]", ""));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
