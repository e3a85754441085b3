package io.facegate.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegate.packaging.InstalledBox.Outcome;
import io.facegate.packaging.InstalledBox.Running;
import io.facegate.testing.Await;
import io.facegate.testing.EventListener;
import io.facegate.testing.EventListener.Heard;
import io.facegate.testing.FaceApiClient;
import io.facegate.testing.FreePort;
import io.facegate.testing.Mosquitto;
import io.facegate.testing.Shared;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first day of an operator with the README in hand: the package installed in a throw-away root,
 * a turnstile set up from the example, a person enrolled, seen and told of, and the backup brought
 * back in a second folder. Needs Debian, root, mosquitto, and what {@code make package} builds.
 */
class SiteJourneyIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String EXAMPLE = "/usr/share/doc/facegate/examples/turnstile-snap.yaml";
  private static final String CONFIG = "/etc/facegate/facegate.yaml";
  private static final String SECOND = "/etc/facegate/second.yaml";
  private static final String DATA = "/var/lib/facegate/data";
  private static final String SECOND_DATA = "/var/lib/facegate/second/data";
  private static final String BACKUP = "/var/lib/facegate/backup-1";
  private static final String BROKER_PASSWORD = "what the broker knows";
  private static final String CAMERA_PASSWORD = "what the camera knows";
  private static final String PERSON = "fayssal";
  private static final String STRANGER = "faces/lfw/Jon_Voight/Jon_Voight_0001.jpg";
  private static final String TOPIC = "facegate/turnstile/camera/turnstile-1/";

  @TempDir private Path folder;

  private final int port = FreePort.next();
  private final int opsPort = FreePort.next();
  private InstalledBox box;

  @Test
  void fromThePackageToTheRestoredBackup() throws Exception {
    box = InstalledBox.install(Packages.deb(Packages.HERE), folder);
    try (Mosquitto broker = broker();
        EventListener building = new EventListener(broker.port())) {
      setUp(broker.port());
      try (Running service = box.serve(CONFIG, opsPort)) {
        runsFromInside(service);
        well("The broker works", "facegate", "mqtt", "test");
        enrol();
        push(photo(2));
        push(Shared.path(STRANGER));
        String visit = passed(building, 1);
        well("facegate 0", "facegate", "status");
        well("faces 1", "facegate", "gallery", "backup", BACKUP);
        well("faults: 0", "facegate", "gallery", "verify", "--backup", BACKUP);
        stops(service);
        restore();
        try (Running second = box.serve(SECOND, opsPort)) {
          push(photo(4));
          push(Shared.path(STRANGER));
          assertNotEquals(visit, passed(building, 2));
          stops(second);
        }
      }
    }
  }

  /* A broker that refuses whoever shows a wrong password. */
  private Mosquitto broker() throws Exception {
    Path own = Files.createDirectory(folder.resolve("broker"));
    Path passwords = own.resolve("passwords");
    Shell.run("mosquitto_passwd", "-b", "-c", "" + passwords, "facegate", BROKER_PASSWORD);
    return Mosquitto.start(
        own,
        FreePort.next(),
        List.of("allow_anonymous true", "password_file " + passwords));
  }

  private void setUp(int brokerPort) throws Exception {
    String example = box.read(EXAMPLE);
    String yaml = with(example, "mqtt://10.1.0.3:1883", "mqtt://127.0.0.1:" + brokerPort);
    box.configure(CONFIG, with(yaml, "port: 8300", "port: " + port) + "\nops: {port: %d}\n"
        .formatted(opsPort));
    Outcome noSecrets = box.say("facegate", "check");
    assertNotEquals(0, noSecrets.status(), noSecrets.output());
    assertTrue(noSecrets.output().contains("/etc/facegate/broker-password"), noSecrets.output());
    keep(BROKER_PASSWORD, "/etc/facegate/broker-password");
    keep(CAMERA_PASSWORD, "/etc/facegate/turnstile-1");
    assertEquals(
        new Outcome(0, CONFIG + " has no problems.\n"), box.say("facegate", "check"));
  }

  private static String with(String yaml, String before, String after) {
    assertEquals(2, yaml.split(before, -1).length, () -> before + " stands once in " + yaml);
    return yaml.replace(before, after);
  }

  private void keep(String secret, String path) throws Exception {
    box.asRoot("echo '%s' | install -m 640 -g facegate /dev/stdin %s".formatted(secret, path));
  }

  private void runsFromInside(Running service) throws IOException {
    Path process = Path.of("/proc/" + service.pid());
    assertEquals(box.root(), Files.readSymbolicLink(process.resolve("root")));
    String java = Files.readSymbolicLink(process.resolve("exe")).toString();
    assertTrue(java.endsWith("/usr/lib/facegate/runtime/bin/java"), java);
    assertNotEquals(0, Files.getAttribute(process, "unix:uid"), "it runs as root");
  }

  private void well(String said, String... words) throws Exception {
    Outcome outcome = box.say(words);
    assertEquals(0, outcome.status(), outcome.output());
    assertTrue(outcome.output().contains(said), outcome.output());
  }

  private void enrol() throws IOException {
    ObjectNode body = FaceApiClient.picture(photo(1));
    body.put("group_id", "staff").put("user_id", PERSON);
    JsonNode answer = new FaceApiClient(api("/")).call("face/add", body);
    assertEquals(0, FaceApiClient.code(answer), answer.toString());
  }

  private static Path photo(int number) {
    return Shared.path("faces/lfw/Fayssal_Mekdad/Fayssal_Mekdad_%04d.jpg".formatted(number));
  }

  private URI api(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /* What the camera does when somebody stands before it. */
  private void push(Path picture) throws Exception {
    String login = "camera:" + CAMERA_PASSWORD;
    HttpRequest request =
        HttpRequest.newBuilder(api("/snap/turnstile-1"))
            .timeout(PATIENCE)
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString(login.getBytes(StandardCharsets.US_ASCII)))
            .header("Content-Type", "image/jpeg")
            .POST(HttpRequest.BodyPublishers.ofFile(picture))
            .build();
    try (HttpClient camera = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = camera.send(request, HttpResponse.BodyHandlers.ofString());
      assertEquals(200, answer.statusCode(), answer::body);
    }
  }

  /* After so many pairs of somebody known and a stranger: the former alone has passed. */
  private static String passed(EventListener building, int pairs) {
    Await.until(
        PATIENCE,
        () -> building.events().size() >= 2 * pairs,
        "two events a pair: " + building.events());
    List<Heard> events = building.events();
    assertEquals(2 * pairs, events.size(), events::toString);
    Heard pass = events.get(2 * pairs - 2);
    assertEquals(TOPIC + "identify", pass.topic(), pass::toString);
    assertEquals("begin", pass.json().path("phase").asText());
    assertEquals(PERSON, pass.json().path("person").path("user_id").asText(), pass::toString);
    assertFalse(pass.retained());
    Heard refused = events.getLast();
    assertEquals(TOPIC + "unknown", refused.topic(), refused::toString);
    assertTrue(refused.json().path("person").isMissingNode(), refused::toString);
    return pass.json().path("visit_id").asText();
  }

  private void restore() throws Exception {
    box.configure(SECOND, with(box.read(CONFIG), DATA, SECOND_DATA));
    well("has no problems", "facegate", "check", SECOND);
    assertEquals(1, box.say("facegate", "gallery", "list", "--config", SECOND).status());
    well("faces 1", "facegate", "gallery", "restore", BACKUP, "--config", SECOND);
    assertEquals(
        box.say("facegate", "gallery", "list"),
        box.say("facegate", "gallery", "list", "--config", SECOND));
  }

  private static void stops(Running service) throws Exception {
    assertEquals(143, service.terminate(), service.log());
    String log = service.log();
    assertTrue(log.contains("facegate has stopped"), log);
    assertFalse(log.contains(" ERROR "), log);
    assertFalse(log.contains(BROKER_PASSWORD) || log.contains(CAMERA_PASSWORD), log);
  }
}
