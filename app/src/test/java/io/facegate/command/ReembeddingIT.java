package io.facegate.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegate.face.Face;
import io.facegate.face.Image;
import io.facegate.face.PersonKey;
import io.facegate.face.PictureSpec;
import io.facegate.gallery.Gallery;
import io.facegate.gallery.SavedFace;
import io.facegate.testing.Await;
import io.facegate.testing.ChildJava;
import io.facegate.testing.FaceApiClient;
import io.facegate.testing.FreePort;
import io.facegate.testing.Shared;
import io.facegate.vision.Output;
import io.facegate.vision.Want;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Another embedder takes over in a service that goes on, and that loses power in between: the one
 * before serves until all kept crops have been embedded anew, and then the other serves everybody.
 */
class ReembeddingIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int COPIES = 10;
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final String LATE = "Kate_Hudson";
  private static final String FORMER = "omz-face-reidentification-retail-0095";

  @TempDir private Path folder;
  private final int port = FreePort.next();
  private final int opsPort = FreePort.next();
  private final Map<String, List<Path>> photos = new TreeMap<>();
  private Optional<Process> process = Optional.empty();

  @AfterEach
  void kill() throws InterruptedException {
    if (process.isPresent()) {
      process.get().destroyForcibly();
      assertTrue(process.get().waitFor(20, TimeUnit.SECONDS));
    }
    process = Optional.empty();
  }

  private void install(GalleryBox box) throws IOException {
    Path models = Files.createDirectories(box.data().resolve("models"));
    Path pack = Files.createDirectories(models.resolve("former"));
    ObjectNode catalog = (ObjectNode) JSON.readTree(Files.readAllBytes(catalogOfBuild()));
    ObjectNode own = JSON.createObjectNode().put("version", catalog.get("version").asInt());
    for (JsonNode card : catalog.get("models")) {
      if (card.get("id").asText().equals(FORMER)) {
        ((ObjectNode) card).putArray("openvino");
        own.putArray("models").add(card);
        String file = card.get("file").asText();
        Files.copy(Shared.models().resolve(file), pack.resolve(file));
      }
    }
    Files.write(pack.resolve("catalog.json"), JSON.writeValueAsBytes(own));
  }

  private static Path catalogOfBuild() {
    return Path.of("..", "models", "catalog.json");
  }

  private static Path choice(GalleryBox box) {
    return box.data().resolve("models").resolve("in-use.json");
  }

  private static void choose(GalleryBox box) throws IOException {
    Files.writeString(
        choice(box), "{\"version\": 1, \"roles\": {\"FACE_EMBEDDER\": \"former\"}}");
  }

  /* Each person has many faces of one photo, so that the change takes its time. */
  private void enrol(GalleryBox box) throws IOException {
    CommandContext context =
        new CommandContext(
            Map.of(),
            System.out,
            System.err,
            Messages.of(Map.of()),
            "test",
            (config, file) -> {},
            brokerPort -> {});
    try (OwnGallery own = OwnGallery.open(box.config(), context)) {
      assertTrue(own.models().analyzer().embeddingModelId().startsWith(FORMER));
      for (Map.Entry<String, List<Path>> person : photos.entrySet()) {
        Image image =
            own.models().pack().decoder()
                .decode(Files.readAllBytes(person.getValue().getFirst()));
        Set<Output> outputs = Set.of(Output.EMBEDDING, Output.CROP);
        Want want = new Want(outputs, PictureSpec.COMMON, 1, 20);
        Face face = own.models().analyzer().analyze(image, want).getFirst();
        for (int copy = 0; copy < COPIES; copy++) {
          own.gallery()
              .enroll(
                  new PersonKey("default", "staff" + copy, person.getKey()),
                  new SavedFace(person.getKey() + copy, face, image.width(), image.height()),
                  Optional.empty(),
                  Gallery.Mode.APPEND);
        }
      }
    }
  }

  private static List<Path> late() throws IOException {
    return list(Shared.path("faces/lfw").resolve(LATE));
  }

  private void findPhotos() throws IOException {
    for (Path person : list(Shared.path("faces/lfw"))) {
      String name = person.getFileName().toString();
      if (photos.size() < 12
          && name.matches("\\w+") && !name.equals(LATE)
          && list(person).size() > 2) {
        photos.put(name, list(person));
      }
    }
  }

  private static List<Path> list(Path of) throws IOException {
    try (Stream<Path> files = Files.list(of)) {
      return files.sorted().toList();
    }
  }

  private void start(GalleryBox box) throws IOException {
    List<String> command = ChildJava.command(folder);
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--"))
        .forEach(command::add);
    command.addAll(List.of("-Xmx320m", "-cp", ChildJava.classPath(), "io.facegate.Main"));
    command.addAll(List.of("serve", "--config", box.file().toString()));
    process =
        Optional.of(
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                    ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start());
    Await.until(LONG, () -> ops("/capabilities").isPresent(), "the service is up");
  }

  private Optional<JsonNode> ops(String path) {
    URI address = URI.create("http://127.0.0.1:" + opsPort + path);
    try (InputStream answer = address.toURL().openStream()) {
      return Optional.of(JSON.readTree(answer));
    } catch (IOException down) {
      return Optional.empty();
    }
  }

  private boolean serves(String model) {
    return ops("/capabilities")
        .map(all -> all.get("embedding_model").asText().startsWith(model))
        .orElse(false);
  }

  private int done() {
    return ops("/health")
        .map(health -> health.findValue("done"))
        .map(JsonNode::asInt)
        .orElse(-1);
  }

  private FaceApiClient client() {
    return new FaceApiClient(URI.create("http://127.0.0.1:" + port + "/"));
  }

  private void assertRecognisesAll(int photo) throws IOException {
    for (Map.Entry<String, List<Path>> person : photos.entrySet()) {
      ObjectNode body = FaceApiClient.picture(person.getValue().get(photo));
      body.put("group_id_list", "staff0").put("match_threshold", "0");
      JsonNode answer = client().call("face/identify", body);
      assertEquals(0, answer.get("error_code").asInt(), answer.toString());
      assertEquals(
          person.getKey(),
          answer.get("result").get("user_list").get(0).get("user_id").asText());
    }
  }

  @Test
  void theOtherServesOnceAllAreReady() throws Exception {
    GalleryBox box =
        new GalleryBox(folder, port, opsPort, "gallery: {keepCrops: true}\n");
    findPhotos();
    install(box);
    choose(box);
    enrol(box);
    Files.delete(choice(box));
    int all = photos.size() * COPIES;
    start(box);
    assertTrue(serves(FORMER), "the one before serves on");
    assertRecognisesAll(0);
    ObjectNode late = FaceApiClient.picture(late().getFirst());
    late.put("group_id", "staff0").put("user_id", LATE);
    JsonNode added = client().call("face/add", late);
    assertEquals(0, added.get("error_code").asInt(), added.toString());
    Await.until(LONG, () -> done() > all / 10, "some of it");
    kill();
    start(box);
    Await.until(LONG, () -> serves("facegate-embedder"), "the other serves");
    photos.put(LATE, late());
    assertRecognisesAll(1);
    Await.until(
        LONG,
        () ->
            ops("/health")
                .map(health -> health.findValue("mustEnrolAgain"))
                .filter(count -> count.asInt() == 0)
                .isPresent(),
        "nobody must enrol again");
    kill();
    String listed = box.gallery("list").out();
    assertTrue(
        listed
            .lines()
            .anyMatch(line -> line.matches("Faces by .*facegate-embedder.*: " + (all + 1))),
        listed);
    assertEquals(0, box.gallery("verify").status());
  }
}
