package io.facegate.config;

import io.facegate.camera.CameraConfig;
import io.facegate.camera.ReconnectConfig;
import io.facegate.camera.RecognitionConfig;
import io.facegate.camera.Region;
import io.facegate.camera.SourceConfig;
import io.facegate.camera.VisitConfig;
import io.facegate.core.DecisionPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the list of cameras. */
final class CameraReader {
  private static final Duration ZERO = Duration.ZERO;
  private static final Duration DAY = Duration.ofDays(1);
  private static final String ID = "[0-9A-Za-z_]{1,48}";

  private CameraReader() {}

  static List<CameraConfig> read(List<Section> sections) {
    List<CameraConfig> cameras = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Section section : sections) {
      camera(section).ifPresent(cameras::add);
      if (!ids.add(section.text("id", ""))) {
        section.problem("id", "is another camera's too");
      }
      section.done();
    }
    return cameras;
  }

  private static Optional<CameraConfig> camera(Section section) {
    String id = section.text("id", "");
    if (!id.matches("[0-9A-Za-z_-]{1,64}")) {
      section.problem("id", "is \"%s\", not 1 to 64 of 0-9 A-Z a-z _ -".formatted(id));
    }
    List<String> groups = section.texts("groups", List.of("default"));
    if (groups.isEmpty() || groups.size() > 10 || !groups.stream().allMatch(g -> g.matches(ID))) {
      section.problem("groups", "are not 1 to 10 group ids");
      groups = List.of("default");
    }
    String app = section.text("app", "default", ID);
    Region region = region(section);
    ReconnectConfig reconnect = reconnect(section.section("reconnect"));
    VisitConfig visit = visit(section.section("visit"));
    Section recognitionSection = section.section("recognition");
    Optional<SourceConfig> source = new SourceReader(section.section("source")).read();
    if (source.isEmpty() || !id.matches("[0-9A-Za-z_-]{1,64}")) {
      return Optional.empty();
    }
    RecognitionConfig recognition = recognition(recognitionSection, source.get());
    return Optional.of(
        new CameraConfig(id, source.get(), app, groups, region, recognition, visit, reconnect));
  }

  private static Region region(Section section) {
    List<String> corners = section.texts("region", List.of());
    if (corners.isEmpty()) {
      return Region.whole();
    }
    try {
      List<Region.Corner> places = new ArrayList<>();
      for (String corner : corners) {
        List<String> parts = List.of(corner.strip().split("\\s+"));
        if (parts.size() != 2) {
          throw new IllegalArgumentException("a corner is \"x y\", both 0 to 1: " + corner);
        }
        places.add(
            new Region.Corner(Double.parseDouble(parts.get(0)), Double.parseDouble(parts.get(1))));
      }
      return new Region(places);
    } catch (IllegalArgumentException e) {
      section.problem("region", "is not a region: " + e.getMessage());
      return Region.whole();
    }
  }

  private static ReconnectConfig reconnect(Section section) {
    ReconnectConfig usual = ReconnectConfig.defaults();
    ReconnectConfig read =
        new ReconnectConfig(
            section.duration("pauseMax", usual.pauseMax(), Duration.ofMillis(100), DAY),
            section.duration("healthyAfter", usual.healthyAfter(), Duration.ofSeconds(1), DAY),
            section.duration("stallAfter", usual.stallAfter(), Duration.ofSeconds(1), DAY));
    section.done();
    return read;
  }

  private static VisitConfig visit(Section section) {
    VisitConfig usual = VisitConfig.defaults();
    VisitConfig read =
        new VisitConfig(
            section.duration("gap", usual.gap(), Duration.ofMillis(100), DAY),
            section.duration("trackGap", usual.trackGap(), Duration.ofMillis(100), DAY),
            section.duration("updateEvery", usual.updateEvery(), ZERO, DAY),
            section.flag("end", usual.end()),
            section.flag("strangers", usual.strangers()));
    section.done();
    return read;
  }

  private static RecognitionConfig recognition(Section section, SourceConfig source) {
    RecognitionConfig usual = RecognitionConfig.defaultsFor(source);
    double accept = section.number("acceptScore", usual.decision().acceptScore(), 1, 100);
    double unsure =
        section.number("unsureScore", Math.min(accept, usual.decision().unsureScore()), 0, 100);
    if (unsure > accept) {
      section.problem("unsureScore", "is over acceptScore");
      unsure = accept;
    }
    double instant =
        section.number("instantScore", Math.max(accept, usual.instantScore()), 0, 100);
    if (instant < accept) {
      section.problem("instantScore", "is under acceptScore");
      instant = accept;
    }
    RecognitionConfig read =
        new RecognitionConfig(
            new DecisionPolicy(accept, unsure),
            instant,
            section.integer("consensusShots", usual.consensusShots(), 1, 10),
            section.number("livenessMin", usual.livenessMin(), 0, 1),
            section.integer("facesMax", usual.facesMax(), 1, 50),
            section.integer("faceSizePxMin", usual.faceSizePxMin(), 10, 4000),
            section.number("probabilityMin", usual.probabilityMin(), 0, 1),
            section.number("blurMax", usual.blurMax(), 0, 1),
            section.number("illuminationMin", usual.illuminationMin(), 0, 255),
            section.number("yawDegreesMax", usual.yawDegreesMax(), 0, 90),
            section.number("pitchDegreesMax", usual.pitchDegreesMax(), 0, 90),
            section.number("looksPerSecondMax", usual.looksPerSecondMax(), 0.1, 60),
            section.duration("recheckEvery", usual.recheckEvery(), Duration.ofMillis(100), DAY),
            section.duration("strangerAfter", usual.strangerAfter(), ZERO, DAY),
            section.integer("strangerShots", usual.strangerShots(), 1, 20));
    section.done();
    return read;
  }
}
