package io.facegate.camera;

import io.facegate.core.CameraState;
import io.facegate.core.EventSink;
import io.facegate.core.FaceEvent;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what it was told. */
final class Witness implements EventSink {
  final List<FaceEvent> events = new CopyOnWriteArrayList<>();
  final List<CameraState> states = new CopyOnWriteArrayList<>();
  volatile boolean refusing;

  @Override
  public void publish(FaceEvent event) {
    if (refusing) {
      throw new FaceException(FaceFailure.STORE_FAILED, "the disk is full");
    }
    events.add(event);
  }

  @Override
  public void cameraState(CameraState state) {
    states.add(state);
  }

  /** Every event as {@code BEGIN ann}; a stranger is {@code BEGIN ?}. */
  List<String> story() {
    return events.stream()
        .map(
            event ->
                event.phase()
                    + " "
                    + (event.person() == null ? "?" : event.person().person().person()))
        .toList();
  }

  /** The last state a camera told. */
  String status(String cameraId) {
    return states.stream()
        .filter(state -> state.cameraId().equals(cameraId))
        .reduce((before, after) -> after)
        .map(state -> state.status().name())
        .orElse("");
  }

  /** The details of all states a camera told. */
  List<String> details(String cameraId) {
    return states.stream()
        .filter(state -> state.cameraId().equals(cameraId))
        .map(CameraState::detail)
        .toList();
  }
}
