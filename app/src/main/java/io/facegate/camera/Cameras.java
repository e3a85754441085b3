package io.facegate.camera;

import io.facegate.core.EventSink;
import io.facegate.core.FrameService;
import io.facegate.face.FaceFailure;
import io.facegate.face.Image;
import io.facegate.vision.Output;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All cameras of the gateway. What one of them does costs the others nothing. */
public final class Cameras implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Cameras.class.getName());
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(2);
  private static final int INTERVALS_MAX = 3;

  private final FrameService service;
  private final EventSink sink;
  private final InstantSource clock;
  private volatile Map<String, Held> cameras;
  private boolean closed;

  /** A camera that is set up, and as what. */
  private record Held(CameraConfig config, WatchedCamera camera, StateTeller teller) {
    /* Whether the very same camera is among others. */
    boolean isOf(Map<String, Held> others) {
      Held other = others.get(config.id());
      return other != null && other.camera == camera;
    }
  }

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
    requireDifferent(configs);
    Map<String, Held> made = new LinkedHashMap<>();
    configs.forEach(config -> made.put(config.id(), held(config)));
    this.cameras = Collections.unmodifiableMap(made);
  }

  private static void requireDifferent(List<CameraConfig> configs) {
    Set<String> ids = new HashSet<>();
    for (CameraConfig config : configs) {
      if (!ids.add(config.id())) {
        throw new IllegalArgumentException("two cameras have the id " + config.id());
      }
    }
  }

  /** Starts all cameras; returns at once. */
  public void start() {
    cameras.values().forEach(held -> held.camera.start());
  }

  /**
   * Watches other cameras from now on. One that did not change goes on with its connection and the
   * faces it follows, and so does one of which only what is looked for changed: recognition,
   * visits, region, groups. One with another source is opened anew; one that is no longer there
   * ends, and its state is forgotten. Returns when those that end have ended, within two seconds.
   *
   * @param configs with different ids
   * @return what was done, in words, camera by camera; empty when nothing changed
   */
  public synchronized List<String> reload(List<CameraConfig> configs) {
    requireDifferent(configs);
    if (closed) {
      return List.of();
    }
    List<String> done = new ArrayList<>();
    List<Held> begins = new ArrayList<>();
    Map<String, Held> before = cameras;
    Map<String, Held> after = new LinkedHashMap<>();
    for (CameraConfig config : configs) {
      Held next = next(before.get(config.id()), config, done);
      after.put(config.id(), next);
      if (!next.isOf(before)) {
        begins.add(next);
      }
    }
    List<Held> ends = before.values().stream().filter(held -> !held.isOf(after)).toList();
    end(ends);
    cameras = Collections.unmodifiableMap(after);
    for (Held held : ends) {
      if (!after.containsKey(held.config.id())) {
        sink.cameraGone(held.config.id());
        done.add("camera " + held.config.id() + " is removed");
      }
    }
    begins.forEach(held -> held.camera.start());
    return done;
  }

  private Held next(@Nullable Held now, CameraConfig config, List<String> done) {
    if (now == null) {
      done.add("camera " + config.id() + " is added");
      return held(config);
    }
    if (now.config.equals(config)) {
      return now;
    }
    if (looksOn(now.config, config)) {
      now.camera.adopt(config);
      done.add("camera " + config.id() + " looks by other rules");
      return new Held(config, now.camera, now.teller);
    }
    done.add("camera " + config.id() + " is opened anew");
    return held(config);
  }

  private boolean looksOn(CameraConfig now, CameraConfig next) {
    return now.source().equals(next.source())
        && now.reconnect().equals(next.reconnect())
        && unfit(now, service.outputs()).isEmpty()
        && unfit(next, service.outputs()).isEmpty();
  }

  private static void end(Collection<Held> ends) {
    ends.forEach(held -> held.camera.stop());
    long deadlineNanos = System.nanoTime() + STOP_PATIENCE.toNanos();
    try {
      for (Held held : ends) {
        long leftNanos = Math.max(0, deadlineNanos - System.nanoTime());
        if (!held.camera.awaitStop(Duration.ofNanos(leftNanos))) {
          LOG.log(Level.WARNING, "camera {0} did not stop in time", held.config.id());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ends.forEach(held -> held.teller.retire());
  }

  /** What each camera has done, by id, in the order of the configuration. */
  public Map<String, CameraStats> stats() {
    Map<String, CameraStats> stats = new LinkedHashMap<>();
    cameras.forEach((id, held) -> stats.put(id, held.camera.stats()));
    return Collections.unmodifiableMap(stats);
  }

  /** The cameras whose work on frames has not come round for longer than this. */
  public List<String> stuck(Duration stillMax) {
    return cameras.entrySet().stream()
        .filter(held -> held.getValue().camera.stillFor().compareTo(stillMax) > 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Where a camera that pushes is to be heard; empty when there is no such camera. */
  public Optional<SnapSource> snap(String cameraId) {
    Held held = cameras.get(cameraId);
    return held != null && held.camera instanceof SnapSource source
        ? Optional.of(source)
        : Optional.empty();
  }

  /** Stops all cameras within two seconds; what hangs in native code is left behind. */
  @Override
  public synchronized void close() {
    closed = true;
    end(cameras.values());
  }

  private Held held(CameraConfig config) {
    CameraGauge gauge = new CameraGauge();
    StateTeller teller = new StateTeller(config.id(), sink, clock, gauge);
    return new Held(config, camera(config, gauge, teller), teller);
  }

  private WatchedCamera camera(CameraConfig config, CameraGauge gauge, StateTeller teller) {
    Optional<FaceFailure> unfit = unfit(config, service.outputs());
    if (config.source() instanceof SourceConfig.SnapPush push) {
      SnapWatcher watcher = new SnapWatcher(config, service, sink, gauge);
      return new SnapCamera(
          push, service, watcher, clock, gauge, teller, unfit, new LoopClock());
    }
    if (unfit.isPresent()) {
      return new UnfitCamera(complaint(unfit.get()), gauge, teller);
    }
    FrameWatcher watcher = new TrackWatcher(config, service, sink, gauge);
    return new CameraRunner(
        config,
        () -> source(config.source(), service::decode),
        quietMax(config),
        watcher,
        clock,
        gauge,
        teller);
  }

  /** A connection to where pictures come from. */
  static FrameSource source(SourceConfig source, Function<byte[], Image> decoder) {
    return switch (source) {
      case SourceConfig.Rtsp rtsp -> new VideoSource(rtsp);
      case SourceConfig.VideoFile file -> new VideoSource(file);
      case SourceConfig.Fed fed -> new FedSource(fed.feed());
      case SourceConfig.Snapshot snapshot -> new SnapshotSource(snapshot, decoder);
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
