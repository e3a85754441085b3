package io.facegate;

import io.facegate.camera.CameraStats;
import io.facegate.camera.Cameras;
import io.facegate.core.CameraState;
import io.facegate.core.LocalFaceService;
import io.facegate.core.Reembedding;
import io.facegate.core.ReembeddingProgress;
import io.facegate.events.EventHub;
import io.facegate.events.EventStats;
import io.facegate.events.PublisherStats;
import io.facegate.gallery.GalleryStats;
import io.facegate.gallery.StoredGallery;
import io.facegate.inference.EngineState;
import io.facegate.inference.Engines;
import io.facegate.ops.HealthPart;
import io.facegate.ops.Meters;
import io.facegate.ops.Recent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** What the operator sees of each part: health and figures. */
record Observed(
    Engines engines,
    Supplier<GalleryStats> gallery,
    Supplier<Boolean> writable,
    LocalFaceService faces,
    EventHub events,
    Cameras cameras,
    Optional<Reembedding> reembedding) {

  private static final Duration DISK_ASKED_EVERY = Duration.ofSeconds(5);

  /** What the operator sees of these parts; of the disk at most every five seconds anew. */
  static Observed of(
      Engines engines,
      StoredGallery gallery,
      LocalFaceService faces,
      EventHub events,
      Cameras cameras,
      Optional<Reembedding> reembedding) {
    return new Observed(
        engines,
        new Recent<>(DISK_ASKED_EVERY, gallery::stats),
        new Recent<>(DISK_ASKED_EVERY, gallery::writable),
        faces,
        events,
        cameras,
        reembedding);
  }

  /** The parts whose health can be asked; models and gallery are vital. */
  List<HealthPart> parts() {
    List<HealthPart> parts = new ArrayList<>();
    parts.add(new HealthPart("models", true, this::models));
    parts.add(new HealthPart("engines", false, this::engineStates));
    parts.add(new HealthPart("gallery", true, this::galleryState));
    parts.add(new HealthPart("embedder", false, this::embedderState));
    parts.add(new HealthPart("broker", false, this::broker));
    parts.add(new HealthPart("cameras", false, this::cameraStates));
    return parts;
  }

  /** Registers the figures of all but the cameras. */
  void register(Meters meters) {
    galleryGauge(meters, "gallery_faces", "enrolled faces", GalleryStats::faces);
    galleryGauge(meters, "gallery_persons", "memberships", GalleryStats::persons);
    galleryGauge(meters, "gallery_groups", "groups", GalleryStats::groups);
    galleryGauge(meters, "gallery_saved_faces", "saved face tokens", GalleryStats::savedFaces);
    galleryGauge(meters, "gallery_other_model_faces", "faces another model made",
        GalleryStats::otherModelFaces);
    galleryGauge(meters, "gallery_corrupt_records", "records left out",
        GalleryStats::corruptRecords);
    meters.gauge("reembedding_faces", "faces embedded anew so far",
        () -> reembedding.map(work -> work.progress().done()).orElse(0));
    meters.gauge("reembedding_faces_total", "faces to be embedded anew in all",
        () -> reembedding.map(work -> work.progress().total()).orElse(0));
    eventGauge(meters, "outbox_events", "events waiting for the broker", EventStats::queued);
    eventGauge(meters, "outbox_bytes", "their size", EventStats::queuedBytes);
    eventCounter(meters, "events_taken", "events since the start", EventStats::taken);
    eventCounter(meters, "events_lost", "events dropped, outbox full", EventStats::lost);
    eventCounter(meters, "events_expired", "events dropped, too old", EventStats::expired);
    eventCounter(meters, "events_store_failures", "events not made durable",
        EventStats::storeFailures);
    eventGauge(meters, "broker_connected", "1 when connected",
        stats -> stats.broker().connected() ? 1 : 0);
    eventCounter(meters, "broker_acknowledged", "messages the broker took",
        stats -> stats.broker().acknowledged());
    meters.gauge("pictures_queued", "pictures waiting for a thread", faces::queued);
  }

  /** Registers the figures of a camera. */
  void register(Meters meters, String id) {
    cameraGauge(meters, id, "camera_frames_per_second", "that came in",
        CameraStats::framesPerSecond);
    cameraGauge(meters, id, "camera_analysed_per_second", "that were looked at",
        CameraStats::analysedPerSecond);
    cameraCounter(meters, id, "camera_frames", "received", CameraStats::framesReceived);
    cameraCounter(meters, id, "camera_frames_dropped", "replaced by newer ones",
        CameraStats::framesDropped);
    cameraCounter(meters, id, "camera_reconnects", "since the start", CameraStats::reconnects);
    cameraCounter(meters, id, "camera_visits", "since the start", CameraStats::visits);
    cameraCounter(meters, id, "camera_faces", "found in all frames", CameraStats::facesFound);
    cameraCounter(meters, id, "camera_overloads", "looks refused", CameraStats::overloads);
    cameraGauge(meters, id, "camera_online", "1 when online",
        stats -> online(stats) ? 1 : 0);
  }

  private void galleryGauge(
      Meters meters, String name, String help, ToDoubleFunction<GalleryStats> figure) {
    meters.gauge(name, help, () -> figure.applyAsDouble(gallery.get()));
  }

  private void eventGauge(
      Meters meters, String name, String help, ToDoubleFunction<EventStats> figure) {
    meters.gauge(name, help, () -> figure.applyAsDouble(events.stats()));
  }

  private void eventCounter(
      Meters meters, String name, String help, ToLongFunction<EventStats> count) {
    meters.counter(name, help, () -> count.applyAsLong(events.stats()));
  }

  private void cameraCounter(
      Meters meters, String id, String name, String help, ToLongFunction<CameraStats> count) {
    meters.counter(
        name, help, () -> stats(id).map(count::applyAsLong).orElse(0L), "camera", id);
  }

  private void cameraGauge(
      Meters meters, String id, String name, String help, ToDoubleFunction<CameraStats> figure) {
    meters.gauge(
        name, help, () -> stats(id).map(figure::applyAsDouble).orElse(0.0), "camera", id);
  }

  /* Empty in the moment in which a camera is removed. */
  private Optional<CameraStats> stats(String id) {
    return Optional.ofNullable(cameras.stats().get(id));
  }

  /** How it goes, in a line. */
  String line() {
    long online = cameras.stats().values().stream().filter(Observed::online).count();
    PublisherStats broker = events.stats().broker();
    String connection =
        broker.configured() ? broker.connected() ? "connected" : broker.detail() : "none";
    return "%d faces; %d of %d cameras online; broker: %s"
        .formatted(gallery.get().faces(), online, cameras.stats().size(), connection);
  }

  private HealthPart.State models() {
    Map<String, Object> details = new LinkedHashMap<>();
    engines.selfTests().forEach(test -> details.put(test.modelId(), "self-test passed"));
    return new HealthPart.State(true, details);
  }

  private HealthPart.State engineStates() {
    Map<String, Object> details = new LinkedHashMap<>();
    boolean sound = true;
    for (EngineState engine : engines.states()) {
      details.put(engine.name(), engine.told());
      sound &= engine.isWell();
    }
    return new HealthPart.State(sound, details);
  }

  private HealthPart.State galleryState() {
    GalleryStats stats = gallery.get();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("faces", stats.faces());
    details.put("persons", stats.persons());
    details.put("groups", stats.groups());
    details.put("corruptRecords", stats.corruptRecords());
    details.put("otherModelFaces", stats.otherModelFaces());
    return new HealthPart.State(writable.get(), details);
  }

  /* As long as the embedder before serves everybody, nothing is amiss. */
  private HealthPart.State embedderState() {
    Map<String, Object> details = new LinkedHashMap<>();
    int mustEnrolAgain = gallery.get().otherModelFaces();
    boolean up = mustEnrolAgain == 0;
    if (reembedding.isPresent()) {
      ReembeddingProgress progress = reembedding.get().progress();
      details.put("reembedding", progress.stateName());
      details.put("to", progress.modelId());
      details.put("done", progress.done());
      details.put("total", progress.total());
      details.put("servesMeanwhile", progress.servesMeanwhile() != null);
      mustEnrolAgain = progress.lost();
      up &= progress.state() != ReembeddingProgress.State.FAILED;
    }
    details.put("mustEnrolAgain", mustEnrolAgain);
    return new HealthPart.State(up, details);
  }

  private HealthPart.State broker() {
    EventStats stats = events.stats();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("configured", stats.broker().configured());
    details.put("connected", stats.broker().connected());
    details.put("detail", stats.broker().detail());
    details.put("queued", stats.queued());
    details.put("lost", stats.lost());
    boolean up = stats.broker().connected() || !stats.broker().configured();
    return new HealthPart.State(up, details);
  }

  private HealthPart.State cameraStates() {
    Map<String, Object> details = new LinkedHashMap<>();
    boolean up = true;
    for (var camera : cameras.stats().entrySet()) {
      CameraState state = camera.getValue().state();
      String detail = state.detail().isEmpty() ? "" : ": " + state.detail();
      details.put(camera.getKey(), state.status().name().toLowerCase(Locale.ROOT) + detail);
      up &= online(camera.getValue());
    }
    return new HealthPart.State(up, details);
  }

  private static boolean online(CameraStats stats) {
    return stats.state().status() == CameraState.Status.ONLINE;
  }
}
