package io.facegate.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegate.camera.CameraConfig;
import io.facegate.camera.CameraFinding;
import io.facegate.camera.SourceConfig;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the trial of a camera went.
 *
 * @param source its kind and its machine, without credentials
 * @param result in a few words of the operator's language
 * @param finding what was seen, when its source was opened
 * @param faces the most that were seen in a picture, when models could look
 * @param advice what to do, when that takes more words
 */
record CameraOutcome(
    String id,
    String source,
    boolean good,
    String result,
    Optional<CameraFinding> finding,
    OptionalInt faces,
    Optional<String> advice) {

  /** How a source is called; neither paths nor credentials are shown. */
  static String source(CameraConfig camera) {
    return switch (camera.source()) {
      case SourceConfig.Rtsp rtsp -> "rtsp " + place(rtsp.address());
      case SourceConfig.Snapshot snapshot -> "snapshot " + place(snapshot.address());
      case SourceConfig.VideoFile file -> "file " + file.file();
      case SourceConfig.SnapPush push -> "snap";
      case SourceConfig.Fed fed -> "built-in";
    };
  }

  private static String place(URI address) {
    return address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
  }

  /** A line of the table. */
  String[] cells() {
    Optional<CameraFinding> seen = finding.filter(CameraFinding::isReachable);
    return new String[] {
      id,
      source,
      seen.map(f -> f.widthPx() + "x" + f.heightPx()).orElse("-"),
      seen.filter(f -> f.framesPerSecond().isPresent())
          .map(f -> String.format(Locale.ROOT, "%.1f", f.framesPerSecond().getAsDouble()))
          .orElse("-"),
      seen.map(CameraFinding::codec).filter(codec -> !codec.isEmpty()).orElse("-"),
      faces.isPresent() ? Integer.toString(faces.getAsInt()) : "-",
      seen.map(CameraFinding::firstAfter).map(CameraOutcome::shown).orElse("-"),
      faces.isPresent() ? seen.map(f -> shown(f.lookTook())).orElse("-") : "-",
      result
    };
  }

  private static String shown(Duration time) {
    return time.toMillis() + " ms";
  }

  /** All of it for a program; what is not known is left out. */
  ObjectNode json() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("camera", id).put("source", source).put("good", good).put("result", result);
    finding
        .filter(CameraFinding::isReachable)
        .ifPresent(
            seen -> {
              json.put("widthPx", seen.widthPx()).put("heightPx", seen.heightPx());
              json.put("codec", seen.codec());
              seen.framesPerSecond().ifPresent(rate -> json.put("framesPerSecond", rate));
              json.put("firstPictureMs", seen.firstAfter().toMillis());
              if (faces.isPresent()) {
                json.put("lookMs", seen.lookTook().toMillis());
              }
            });
    faces.ifPresent(count -> json.put("faces", count));
    return json;
  }
}
