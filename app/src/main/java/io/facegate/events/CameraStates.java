package io.facegate.events;

import io.facegate.core.CameraState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** The newest state of each camera, and which of them the broker has yet to hear. */
final class CameraStates {
  private static final int CAMERAS_MAX = 1024;

  private final LongSupplier nanoTime;
  private final long everyNanos;
  private final TreeMap<String, Held> cameras = new TreeMap<>();
  /* Whether the broker was told already, by id. */
  private final TreeMap<String, Boolean> gone = new TreeMap<>();

  private record Held(CameraState state, boolean urgent, boolean told, long toldNanos) {}

  CameraStates(Duration every, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.everyNanos = every.toNanos();
  }

  /** Takes a state; true when it is worth telling at once, not merely another frame rate. */
  synchronized boolean take(CameraState state) {
    Held before = cameras.get(state.cameraId());
    if (before == null && cameras.size() >= CAMERAS_MAX) {
      throw new IllegalArgumentException("more than %d cameras".formatted(CAMERAS_MAX));
    }
    gone.remove(state.cameraId());
    boolean urgent = before == null || before.urgent || differs(before.state, state);
    boolean told = before != null && before.told && before.state.equals(state);
    cameras.put(
        state.cameraId(), new Held(state, urgent, told, before == null ? 0 : before.toldNanos));
    return urgent;
  }

  /** Forgets a camera; the broker has to forget it, too. */
  synchronized void remove(String cameraId) {
    if (cameras.remove(cameraId) != null && gone.size() < CAMERAS_MAX) {
      gone.put(cameraId, false);
    }
  }

  /** The cameras the broker has yet to forget, which then count as told. */
  synchronized List<String> newlyGone() {
    List<String> ids =
        gone.entrySet().stream()
            .filter(camera -> !camera.getValue())
            .map(Map.Entry::getKey)
            .toList();
    ids.forEach(id -> gone.put(id, true));
    return ids;
  }

  /** All cameras the broker has to forget, which then count as told. */
  synchronized List<String> allGone() {
    gone.replaceAll((id, told) -> true);
    return List.copyOf(gone.keySet());
  }

  private static boolean differs(CameraState left, CameraState right) {
    return left.status() != right.status()
        || !left.since().equals(right.since())
        || !left.detail().equals(right.detail());
  }

  /** The states that are due, which then count as told. */
  synchronized List<CameraState> due() {
    long now = nanoTime.getAsLong();
    List<CameraState> due = new ArrayList<>();
    cameras.replaceAll(
        (id, held) -> {
          if (held.urgent || (!held.told && now - held.toldNanos >= everyNanos)) {
            due.add(held.state);
            return new Held(held.state, false, true, now);
          }
          return held;
        });
    return due;
  }

  /** All states, which then count as told. */
  synchronized List<CameraState> all() {
    long now = nanoTime.getAsLong();
    cameras.replaceAll((id, held) -> new Held(held.state, false, true, now));
    return cameras.values().stream().map(Held::state).toList();
  }

  /** The ids of all cameras. */
  synchronized List<String> ids() {
    return List.copyOf(cameras.keySet());
  }
}
