package io.facegate.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.facegate.testing.Await;
import io.facegate.testing.DatagramInbox;
import io.facegate.testing.EventListener;
import io.facegate.testing.GatewayProcess;
import io.facegate.testing.Mosquitto;
import io.facegate.testing.Shared;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The running service reads its configuration again, and its manager hears how it is. */
class ReloadIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String manager = "@facegate-it-" + UUID.randomUUID();
  private final List<String> told = new ArrayList<>();
  private final Set<InetSocketAddress> callers = ConcurrentHashMap.newKeySet();
  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir private Path folder;
  private Mosquitto broker;
  private HttpServer camera;

  @BeforeEach
  void open() throws IOException {
    broker = Mosquitto.open(Files.createDirectory(folder.resolve("broker")));
    byte[] picture = Files.readAllBytes(Shared.path("faces/groups/2007_007763.jpg"));
    camera = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    camera.createContext(
        "/kept",
        exchange -> {
          callers.add(exchange.getRemoteAddress());
          exchange.sendResponseHeaders(200, picture.length);
          exchange.getResponseBody().write(picture);
          exchange.close();
        });
    camera.start();
  }

  @AfterEach
  void close() {
    camera.stop(0);
    broker.close();
  }

  @Test
  void theServiceChangesWhileItRuns() throws Exception {
    Map<String, String> environment =
        Map.of("NOTIFY_SOCKET", manager, "WATCHDOG_USEC", "2000000");
    String before = yaml("info", snapshot("kept") + push("left"));
    try (DatagramInbox inbox = new DatagramInbox(manager);
        EventListener building = new EventListener(broker.port());
        GatewayProcess gateway = GatewayProcess.start(folder, before, environment)) {
      awaitTold(inbox, text -> text.startsWith("READY=1\nSTATUS=0 faces; "));
      awaitTold(inbox, text -> text.startsWith("WATCHDOG=1\nSTATUS="));
      Await.until(PATIENCE, () -> told(building, "left", false), "a state of the camera");
      Await.until(PATIENCE, () -> metrics(gateway).contains("camera=\"left\""), "its figures");
      Await.until(PATIENCE, () -> !callers.isEmpty(), "pictures are fetched");

      refuse(gateway, inbox, before);
      change(gateway, inbox, before);
      Await.until(PATIENCE, () -> told(building, "left", true), "its state is forgotten");
      assertFalse(metrics(gateway).contains("camera=\"left\""));
      assertTrue(metrics(gateway).contains("camera=\"new\""));
      assertEquals(1, callers.size(), "the connection of the camera that did not change");
      assertEquals(143, gateway.stop(PATIENCE), gateway::log);
      awaitTold(inbox, text -> text.startsWith("STOPPING=1"));
    }
  }

  private void refuse(GatewayProcess gateway, DatagramInbox inbox, String before)
      throws Exception {
    rewrite(before, before.replace("level: info", "level: loud").replace("snapshot", "snap-shot"));
    told.clear();
    reload(gateway);
    Await.until(
        PATIENCE,
        () -> gateway.log().contains("stays as it was, for the new one has 2 problems"),
        "the wrong configuration is refused: " + gateway.log());
    awaitTold(inbox, text -> text.startsWith("RELOADING=1\nMONOTONIC_USEC="));
    awaitTold(inbox, text -> text.startsWith("READY=1"));
    assertTrue(gateway.log().contains("log.level is \"loud\""), gateway::log);
    rewrite(before.replace("level: info", "level: loud").replace("snapshot", "snap-shot"), before);
    assertTrue(metrics(gateway).contains("camera=\"left\""));
  }

  private void change(GatewayProcess gateway, DatagramInbox inbox, String before)
      throws Exception {
    String after = yaml("debug", snapshot("kept") + push("new")) + "gallery: {facesMax: 5}\n";
    rewrite(before, after);
    told.clear();
    reload(gateway);
    awaitTold(inbox, text -> text.startsWith("READY=1"));
    String log = gateway.log();
    for (String words :
        List.of(
            "camera new is added",
            "camera left is removed",
            "log is as configured anew",
            "changed, and needs a restart: gallery",
            "the configuration is taken over")) {
      assertTrue(log.contains(words), words + " in " + log);
    }
    assertFalse(log.contains("camera kept is opened anew"), log);
    assertFalse(log.contains("eight eyes"), "a secret stands in the log");
  }

  private void rewrite(String part, String other) throws IOException {
    Path file = folder.resolve("facegate.yaml");
    String whole = Files.readString(file);
    assertTrue(whole.contains(part), whole);
    Files.writeString(file, whole.replace(part, other));
  }

  private static void reload(GatewayProcess gateway) throws Exception {
    new ProcessBuilder("kill", "-HUP", Long.toString(gateway.pid())).start().waitFor();
  }

  private String yaml(String level, String cameras) {
    return """
        log: {level: %s}
        broker: {address: "mqtt://127.0.0.1:%d"}
        cameras:
        %s"""
        .formatted(level, broker.port(), cameras);
  }

  private String snapshot(String id) {
    String source = "kind: snapshot, interval: 200ms, address: \"http://127.0.0.1:%d/%s\"";
    return ("  - {id: %s, source: {" + source + "}}\n")
        .formatted(id, camera.getAddress().getPort(), id);
  }

  private static String push(String id) {
    return "  - {id: %s, source: {kind: snap, password: eight eyes}}\n".formatted(id);
  }

  private static boolean told(EventListener building, String camera, boolean forgotten) {
    String topic = "facegate/facegate/camera/%s/state".formatted(camera);
    return !building
        .heard(message -> message.topic().equals(topic) && message.json().isEmpty() == forgotten)
        .isEmpty();
  }

  private String metrics(GatewayProcess gateway) {
    try {
      HttpRequest request = HttpRequest.newBuilder(gateway.ops("/metrics")).build();
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private void awaitTold(DatagramInbox inbox, Predicate<String> wanted) {
    Await.until(
        PATIENCE,
        () -> {
          told.addAll(inbox.texts());
          return told.stream().anyMatch(wanted);
        },
        "the manager hears what it waits for: " + told);
  }
}
