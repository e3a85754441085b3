package io.facegate.bench;

import io.facegate.face.Face;
import io.facegate.face.HeadPose;
import io.facegate.face.Image;
import io.facegate.vision.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What genuine portraits tell without labels: their liveness, and the pose of their mirrors. */
final class FaceTrials {
  /* The thresholds of face-api v3's liveness control: LOW, NORMAL, HIGH. */
  private static final double[] LIVE = {0.05, 0.3, 0.9};

  private FaceTrials() {}

  static void measure(
      BenchAnalyzer analyzer, List<String> photos, String pack, BenchTable table) {
    for (Output kind : List.of(Output.LIVENESS, Output.LIVENESS_GATE)) {
      if (analyzer.analyzer().outputs().contains(kind)) {
        liveness(analyzer, photos, kind, pack, table);
      }
    }
    if (analyzer.analyzer().outputs().contains(Output.POSE)) {
      mirrors(analyzer, photos, pack, table);
    }
  }

  private static void liveness(
      BenchAnalyzer analyzer, List<String> photos, Output kind, String pack, BenchTable table) {
    List<Double> told = new ArrayList<>();
    for (String photo : photos) {
      analyzer
          .centralFace(analyzer.photo(photo), kind)
          .map(kind == Output.LIVENESS ? Face::liveness : Face::gateLiveness)
          .ifPresent(told::add);
    }
    String name = kind == Output.LIVENESS ? "liveness" : "liveness at a gate";
    table.put(name + ": genuine portraits judged", pack, "%d/%d", told.size(), photos.size());
    for (double threshold : LIVE) {
      long rejected = told.stream().filter(live -> live < threshold).count();
      table.put(
          "%s: of them rejected at %.2f (BPCER)".formatted(name, threshold), pack,
          "%.1f %%", 100.0 * rejected / Math.max(1, told.size()));
    }
  }

  /* Left and right exchanged, yaw and roll change their sign, and pitch stays. */
  private static void mirrors(
      BenchAnalyzer analyzer, List<String> photos, String pack, BenchTable table) {
    double yaw = 0;
    double pitch = 0;
    double roll = 0;
    int faces = 0;
    for (String photo : photos) {
      Image image = analyzer.photo(photo);
      Optional<HeadPose> one = pose(analyzer, image);
      Optional<HeadPose> other = pose(analyzer, Pictures.mirrored(image));
      if (one.isPresent() && other.isPresent()) {
        yaw += Math.abs(one.get().yaw() + other.get().yaw());
        pitch += Math.abs(one.get().pitch() - other.get().pitch());
        roll += Math.abs(one.get().roll() + other.get().roll());
        faces++;
      }
    }
    table.put(
        "pose: mirrored picture differs by (yaw, pitch, roll)", pack, "%.1f, %.1f, %.1f deg",
        yaw / faces, pitch / faces, roll / faces);
  }

  private static Optional<HeadPose> pose(BenchAnalyzer analyzer, Image image) {
    return analyzer.centralFace(image, Output.POSE).map(Face::pose);
  }
}
