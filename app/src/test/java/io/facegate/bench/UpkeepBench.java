package io.facegate.bench;

import io.facegate.command.Commands;
import io.facegate.face.Face;
import io.facegate.face.FaceCrop;
import io.facegate.face.PersonKey;
import io.facegate.gallery.Gallery;
import io.facegate.gallery.GalleryConfig;
import io.facegate.gallery.SavedFace;
import io.facegate.gallery.StoredGallery;
import io.facegate.gallery.rocks.RocksStore;
import io.facegate.inference.ModelRole;
import io.facegate.pack.ModelPack;
import io.facegate.search.Kernels;
import io.facegate.testing.Shared;
import io.facegate.vision.Output;
import io.facegate.vision.StageTimer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Prints how long the operator waits for copies of a gallery of 10,000 faces with their crops, and
 * how long it takes to embed them anew with the built-in pack.
 */
public final class UpkeepBench {
  private static final int FACES = 10_000;
  private static final int EMBEDDED = 1_000;
  private static final int PHOTOS = 200;

  private UpkeepBench() {}

  /** Runs it, a few minutes. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("facegate-upkeep");
    try {
      ModelPack pack = Objects.requireNonNull(BenchPacks.all().get(BenchPacks.BUILT_IN));
      List<Face> faces = faces(pack);
      embed(pack, faces);
      fill(folder.resolve("data/gallery"), pack, faces);
      say("gallery of %d faces: %.0f MB", FACES, bytes(folder.resolve("data")) / 1e6);
      Path one = config(folder, "data");
      Path other = config(folder, "other");
      String backup = folder.resolve("backup").toString();
      run("gallery", "backup", backup, "--config", one.toString());
      run("gallery", "verify", "--backup", backup, "--config", one.toString());
      run("gallery", "restore", backup, "--config", other.toString());
      run("gallery", "verify", "--config", other.toString());
    } finally {
      Folders.delete(folder);
    }
  }

  private static void say(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }

  private static List<Face> faces(ModelPack pack) throws IOException {
    Path root = Shared.path("faces");
    List<String> photos;
    try (Stream<Path> walk = Files.walk(root.resolve("lfw"))) {
      photos =
          walk.filter(file -> file.toString().endsWith(".jpg"))
              .map(file -> root.relativize(file).toString())
              .sorted()
              .limit(PHOTOS)
              .toList();
    }
    List<Face> faces = new ArrayList<>();
    try (BenchAnalyzer analyzer = BenchAnalyzer.open(pack, 2, StageTimer.NONE)) {
      analyzer.analyzer().keepCrops();
      for (String photo : photos) {
        analyzer
            .centralFace(analyzer.photo(photo), Output.EMBEDDING, Output.CROP)
            .filter(face -> face.crop() != null)
            .ifPresent(faces::add);
      }
    }
    return faces;
  }

  /* The service embeds on one thread, and rests after each face as long as that took. */
  private static void embed(ModelPack pack, List<Face> faces) {
    try (BenchAnalyzer analyzer = BenchAnalyzer.open(pack, 1, StageTimer.NONE)) {
      long start = 0;
      for (int i = -PHOTOS; i < EMBEDDED; i++) {
        if (i == 0) {
          start = System.nanoTime();
        }
        FaceCrop crop = Objects.requireNonNull(faces.get(Math.floorMod(i, faces.size())).crop());
        analyzer.analyzer().embed(crop);
      }
      double each = seconds(start) / EMBEDDED;
      say("a kept crop is embedded in %.1f ms", 1000 * each);
      say("%d of them, with the rests, in %.0f s (from %d)", FACES, 2 * FACES * each, EMBEDDED);
    }
  }

  private static void fill(Path folder, ModelPack pack, List<Face> faces) throws IOException {
    String model = pack.catalog().cards(ModelRole.FACE_EMBEDDER).getFirst().modelId();
    Files.createDirectories(Objects.requireNonNull(folder.getParent()));
    GalleryConfig config = GalleryConfig.defaults(folder);
    RocksStore store = RocksStore.open(config);
    store.renewals().serve(model);
    try (StoredGallery gallery =
        new StoredGallery(
            store, config.limits(), model, Kernels.choose(), 1, Clock.systemUTC())) {
      for (int i = 0; i < FACES; i++) {
        SavedFace face =
            new SavedFace("%032x".formatted(i), faces.get(i % faces.size()), 250, 250);
        PersonKey person = new PersonKey("default", "staff", "p" + i);
        gallery.enroll(person, face, Optional.empty(), Gallery.Mode.APPEND);
      }
    }
  }

  private static Path config(Path folder, String data) throws IOException {
    return Files.writeString(
        folder.resolve(data + ".yaml"), "data: %s\n".formatted(folder.resolve(data)));
  }

  private static void run(String... words) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    Commands commands =
        new Commands(
            Map.of(), nowhere, System.err, "", (config, file) -> {}, port -> port.accept(1));
    long start = System.nanoTime();
    int status = commands.run(List.of(words));
    boolean backup = words[2].equals("--backup");
    say(
        "facegate gallery %s%s: %.1f s%s",
        words[1],
        backup ? " --backup" : "",
        seconds(start),
        status == 0 ? "" : ", and ends with " + status);
  }

  private static double seconds(long startNanos) {
    return (System.nanoTime() - startNanos) / 1e9;
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
