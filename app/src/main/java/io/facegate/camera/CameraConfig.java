package io.facegate.camera;

import java.util.List;

/**
 * A camera.
 *
 * @param id 1 to 64 of {@code 0-9 A-Z a-z _ -}; part of topics
 * @param source where its pictures come from
 * @param app whose gallery is searched; default {@code default}
 * @param groups the groups searched, 1 to 10
 * @param region where faces count; default the whole picture
 */
public record CameraConfig(
    String id,
    SourceConfig source,
    String app,
    List<String> groups,
    Region region,
    RecognitionConfig recognition,
    VisitConfig visit,
    ReconnectConfig reconnect) {

  /** Checks id and groups. */
  public CameraConfig {
    if (!id.matches("[0-9A-Za-z_-]{1,64}")) {
      throw new IllegalArgumentException("a camera id is 1 to 64 of 0-9 A-Z a-z _ -: " + id);
    }
    groups = List.copyOf(groups);
    if (groups.isEmpty() || groups.size() > 10) {
      throw new IllegalArgumentException("camera " + id + " searches 1 to 10 groups");
    }
  }

  /** A camera with the defaults for its source. */
  public static CameraConfig of(String id, SourceConfig source, List<String> groups) {
    return new CameraConfig(
        id,
        source,
        "default",
        groups,
        Region.whole(),
        RecognitionConfig.defaultsFor(source),
        VisitConfig.defaults(),
        ReconnectConfig.defaults());
  }

  /** The same camera with other rules of recognition. */
  public CameraConfig with(RecognitionConfig other) {
    return new CameraConfig(id, source, app, groups, region, other, visit, reconnect);
  }

  /** The same camera with other visits. */
  public CameraConfig with(VisitConfig other) {
    return new CameraConfig(id, source, app, groups, region, recognition, other, reconnect);
  }

  /** The same camera with other pauses. */
  public CameraConfig with(ReconnectConfig other) {
    return new CameraConfig(id, source, app, groups, region, recognition, visit, other);
  }

  /** The same camera with another region. */
  public CameraConfig with(Region other) {
    return new CameraConfig(id, source, app, groups, other, recognition, visit, reconnect);
  }
}
