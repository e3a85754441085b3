package io.facegate.events;

import io.facegate.core.FaceEvent;
import java.util.regex.Pattern;

/** The topics of one device. They are made of ids, never of names. */
public final class Topics {
  private static final Pattern SEGMENT = Pattern.compile("[0-9A-Za-z_-]{1,64}");
  private static final Pattern PREFIX =
      Pattern.compile("[0-9A-Za-z_-]{1,64}(/[0-9A-Za-z_-]{1,64}){0,7}");

  private final String base;

  /**
   * Topics that begin alike.
   *
   * @param prefix one or more levels
   * @param device the id of this gateway
   */
  public Topics(String prefix, String device) {
    requirePrefix(prefix);
    requireSegment("device", device);
    base = prefix + "/" + device + "/";
  }

  /** Whether a text can be one level of a topic: 1 to 64 of 0-9 A-Z a-z _ and -. */
  public static boolean isSegment(String text) {
    return SEGMENT.matcher(text).matches();
  }

  /** Whether a text can begin topics: one to eight levels. */
  public static boolean isPrefix(String text) {
    return PREFIX.matcher(text).matches();
  }

  /** Retained: whether the gateway is online; also its last will. */
  public String status() {
    return base + "status";
  }

  /** Retained: how a camera is doing. */
  public String cameraState(String cameraId) {
    return camera(cameraId) + "state";
  }

  /** Known persons seen by a camera. */
  public String cameraIdentify(String cameraId) {
    return camera(cameraId) + "identify";
  }

  /** Strangers seen by a camera. */
  public String cameraUnknown(String cameraId) {
    return camera(cameraId) + "unknown";
  }

  /** Known persons found in pictures that an API call brought. */
  public String apiIdentify() {
    return base + "api/identify";
  }

  /** Strangers in pictures that an API call brought. */
  public String apiUnknown() {
    return base + "api/unknown";
  }

  /** Not retained: what an operator sends to try the broker, and nobody has to heed. */
  public String test() {
    return base + "test";
  }

  /** Where an event belongs. */
  String of(FaceEvent event) {
    boolean known = event.person() != null;
    String camera = event.cameraId();
    if (camera == null) {
      return known ? apiIdentify() : apiUnknown();
    }
    return known ? cameraIdentify(camera) : cameraUnknown(camera);
  }

  static void requireSegment(String name, String text) {
    if (!isSegment(text)) {
      throw new IllegalArgumentException(name + " is 1 to 64 of 0-9 A-Z a-z _ -: " + text);
    }
  }

  static void requirePrefix(String text) {
    if (!isPrefix(text)) {
      throw new IllegalArgumentException("no topic prefix: " + text);
    }
  }

  private String camera(String cameraId) {
    requireSegment("camera id", cameraId);
    return base + "camera/" + cameraId + "/";
  }
}
