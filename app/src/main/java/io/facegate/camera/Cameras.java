package io.facegate.camera;

import io.facegate.core.EventSink;
import io.facegate.core.FrameService;
import io.facegate.face.FaceFailure;
import io.facegate.vision.Output;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** All cameras of the gateway. What one of them does costs the others nothing. */
public final class Cameras implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Cameras.class.getName());
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(2);
  private static final int INTERVALS_MAX = 3;

  private final FrameService service;
  private final EventSink sink;
  private final InstantSource clock;
  private final Map<String, WatchedCamera> cameras = new LinkedHashMap<>();

  /**
   * Sets up cameras; none runs before {@link #start}.
   *
   * @param configs with different ids
   */
  public Cameras(
      FrameService service, EventSink sink, List<CameraConfig> configs, InstantSource clock) {
    this.service = service;
    this.sink = sink;
    this.clock = clock;
    for (CameraConfig config : configs) {
      if (cameras.put(config.id(), camera(config)) != null) {
        throw new IllegalArgumentException("two cameras have the id " + config.id());
      }
    }
  }

  /** Starts all cameras; returns at once. */
  public void start() {
    cameras.values().forEach(WatchedCamera::start);
  }

  /** What each camera has done, by id, in the order of the configuration. */
  public Map<String, CameraStats> stats() {
    Map<String, CameraStats> stats = new LinkedHashMap<>();
    cameras.forEach((id, camera) -> stats.put(id, camera.stats()));
    return Collections.unmodifiableMap(stats);
  }

  /** The cameras whose work on frames has not come round for longer than this. */
  public List<String> stuck(Duration stillMax) {
    return cameras.entrySet().stream()
        .filter(camera -> camera.getValue().stillFor().compareTo(stillMax) > 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Where a camera that pushes is to be heard; empty when there is no such camera. */
  public Optional<SnapSource> snap(String cameraId) {
    return cameras.get(cameraId) instanceof SnapSource source
        ? Optional.of(source)
        : Optional.empty();
  }

  /** Stops all cameras within two seconds; what hangs in native code is left behind. */
  @Override
  public void close() {
    cameras.values().forEach(WatchedCamera::stop);
    long deadlineNanos = System.nanoTime() + STOP_PATIENCE.toNanos();
    try {
      for (Map.Entry<String, WatchedCamera> camera : cameras.entrySet()) {
        long leftNanos = Math.max(0, deadlineNanos - System.nanoTime());
        if (!camera.getValue().awaitStop(Duration.ofNanos(leftNanos))) {
          LOG.log(Level.WARNING, "camera {0} did not stop in time", camera.getKey());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private WatchedCamera camera(CameraConfig config) {
    CameraGauge gauge = new CameraGauge();
    StateTeller teller = new StateTeller(config.id(), sink, clock, gauge);
    Optional<FaceFailure> unfit = unfit(config, service.outputs());
    if (config.source() instanceof SourceConfig.SnapPush push) {
      SnapWatcher watcher = new SnapWatcher(config, service, sink, gauge);
      return new SnapCamera(push, service, watcher, clock, gauge, teller, unfit);
    }
    if (unfit.isPresent()) {
      return new UnfitCamera(complaint(unfit.get()), gauge, teller);
    }
    FrameWatcher watcher = new TrackWatcher(config, service, sink, gauge);
    return new CameraRunner(
        config, sources(config.source()), quietMax(config), watcher, clock, gauge, teller);
  }

  private Supplier<FrameSource> sources(SourceConfig source) {
    return switch (source) {
      case SourceConfig.Rtsp rtsp -> () -> new VideoSource(rtsp);
      case SourceConfig.VideoFile file -> () -> new VideoSource(file);
      case SourceConfig.Fed fed -> () -> new FedSource(fed.feed());
      case SourceConfig.Snapshot snapshot -> () -> new SnapshotSource(snapshot, service::decode);
      case SourceConfig.SnapPush _ -> throw new IllegalArgumentException("a push is not read");
    };
  }

  private static Duration quietMax(CameraConfig config) {
    Duration stall = config.reconnect().stallAfter();
    return switch (config.source()) {
      case SourceConfig.Rtsp rtsp -> stall.plus(rtsp.openTimeout());
      case SourceConfig.Snapshot snapshot -> {
        Duration slow = snapshot.interval().multipliedBy(INTERVALS_MAX);
        yield stall.plus(slow).plus(snapshot.readTimeout());
      }
      case SourceConfig.VideoFile _, SourceConfig.Fed _, SourceConfig.SnapPush _ -> stall;
    };
  }

  private static Optional<FaceFailure> unfit(CameraConfig config, Set<Output> outputs) {
    if (!outputs.contains(Output.EMBEDDING)) {
      return Optional.of(FaceFailure.MODEL_MISSING);
    }
    if (config.recognition().livenessRequired() && !outputs.contains(Output.LIVENESS)) {
      return Optional.of(FaceFailure.LIVENESS_UNJUDGED);
    }
    return Optional.empty();
  }

  /** Why a camera is not fit, in words. */
  static String complaint(FaceFailure unfit) {
    return unfit == FaceFailure.LIVENESS_UNJUDGED
        ? "liveness is required, and no installed model can judge it"
        : "no model is installed that recognises faces";
  }
}
