package io.facegate.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How a running service is doing.
 *
 * @param version as it was built
 * @param embeddingModel by which faces are told apart
 * @param uptimeSeconds since the process was started
 * @param parts in the order of the service
 * @param cameras in the order of the service
 * @param faces enrolled
 * @param eventsWaiting for the broker
 */
record ServiceState(
    String version,
    String embeddingModel,
    OptionalDouble uptimeSeconds,
    List<Part> parts,
    List<Camera> cameras,
    OptionalDouble faces,
    OptionalDouble eventsWaiting) {

  private static final String CAMERAS = "cameras";

  /**
   * A part that tells its health.
   *
   * @param state {@code up}, {@code degraded} or {@code down}
   * @param details what it says of itself
   */
  record Part(String name, String state, Map<String, String> details) {
    boolean isUp() {
      return state.equals("up");
    }
  }

  /** A camera: its state in words, and what comes of it. */
  record Camera(
      String id, String state, OptionalDouble framesPerSecond, OptionalDouble looksPerSecond,
      OptionalDouble visits) {}

  /** Asks a service. */
  static ServiceState of(RunningService service) throws IOException, InterruptedException {
    JsonNode health = service.health();
    JsonNode capabilities = service.capabilities();
    Metrics metrics = service.metrics();
    List<Part> parts = new ArrayList<>();
    health.path("checks").forEach(check -> parts.add(part(check)));
    return new ServiceState(
        capabilities.path("version").asText(),
        capabilities.path("embedding_model").asText(),
        metrics.figure("jvm_uptime_seconds"),
        List.copyOf(parts),
        cameras(parts, metrics),
        metrics.figure("facegate_gallery_faces"),
        metrics.figure("facegate_outbox_events"));
  }

  private static Part part(JsonNode check) {
    Map<String, String> details = new LinkedHashMap<>();
    JsonNode data = check.path("data");
    data.properties().forEach(entry -> details.put(entry.getKey(), entry.getValue().asText()));
    String told = details.remove("state");
    String state = check.path("status").asText().equals("UP") ? "up" : "down";
    return new Part(check.path("name").asText(), told == null ? state : told, details);
  }

  private static List<Camera> cameras(List<Part> parts, Metrics metrics) {
    return parts.stream()
        .filter(part -> part.name().equals(CAMERAS))
        .flatMap(part -> part.details().entrySet().stream())
        .map(
            camera ->
                new Camera(
                    camera.getKey(),
                    camera.getValue(),
                    metrics.figure("facegate_camera_frames_per_second", camera.getKey()),
                    metrics.figure("facegate_camera_analysed_per_second", camera.getKey()),
                    metrics.figure("facegate_camera_visits_total", camera.getKey())))
        .toList();
  }

  /** The worst of its parts. */
  String state() {
    if (parts.stream().anyMatch(part -> part.state().equals("down"))) {
      return "down";
    }
    return parts.stream().allMatch(Part::isUp) ? "up" : "degraded";
  }

  /** The parts beside the cameras, which have a list of their own. */
  List<Part> partsBesideCameras() {
    return parts.stream().filter(part -> !part.name().equals(CAMERAS)).toList();
  }

  /** All of it as a JSON object; what is not known is left out. */
  ObjectNode json() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("state", state()).put("version", version).put("embeddingModel", embeddingModel);
    uptimeSeconds.ifPresent(seconds -> json.put("uptimeSeconds", (long) seconds));
    faces.ifPresent(count -> json.put("faces", (long) count));
    eventsWaiting.ifPresent(count -> json.put("eventsWaiting", (long) count));
    ObjectNode shown = json.putObject("parts");
    for (Part part : partsBesideCameras()) {
      ObjectNode one = shown.putObject(part.name()).put("state", part.state());
      part.details().forEach(one::put);
    }
    ObjectNode eyes = json.putObject(CAMERAS);
    for (Camera camera : cameras) {
      ObjectNode one = eyes.putObject(camera.id()).put("state", camera.state());
      camera.framesPerSecond().ifPresent(rate -> one.put("framesPerSecond", rate));
      camera.looksPerSecond().ifPresent(rate -> one.put("looksPerSecond", rate));
      camera.visits().ifPresent(count -> one.put("visits", (long) count));
    }
    return json;
  }
}
