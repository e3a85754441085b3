package io.facegate.bench;

import io.facegate.face.EyesOpen;
import io.facegate.face.Face;
import io.facegate.face.Image;
import io.facegate.face.Occlusion;
import io.facegate.face.Odds;
import io.facegate.face.PictureSpec;
import io.facegate.face.Traits;
import io.facegate.vision.Output;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Compares what is measured of labelled faces, the largest of each picture, with the labels. */
final class HeldOutFaces {
  private static final double COVERED = 0.5;
  private static final double[] LIVE = {0.05, 0.3, 0.9};
  private static final Set<Output> OUTPUTS =
      EnumSet.complementOf(EnumSet.of(Output.EMBEDDING, Output.PARSING, Output.SHAPE));

  private final BenchAnalyzer analyzer;
  private final String pack;
  private final BenchTable table;
  private final boolean tellsCover;
  private final Map<String, double[]> sums = new TreeMap<>();
  private final Map<String, Boolean> shares = new TreeMap<>();
  private int found;

  /**
   * Counts into a column of a table.
   *
   * @param tellsCover whether columns named as parts of the face tell how far these are covered,
   *     and not whether eyes are open
   */
  HeldOutFaces(BenchAnalyzer analyzer, String pack, BenchTable table, boolean tellsCover) {
    this.analyzer = analyzer;
    this.pack = pack;
    this.table = table;
    this.tellsCover = tellsCover;
  }

  void measure(LabelFile labels) {
    for (LabelFile.Row row : labels.rows()) {
      Image image = analyzer.decode(labels.picture(row));
      largest(image)
          .ifPresent(
              place -> {
                found++;
                compare(analyzer.analyzer().measure(image, place, OUTPUTS), row);
              });
    }
    table.put("faces found", pack, "%d/%d", found, labels.rows().size());
    sums.forEach(
        (name, sum) -> {
          double mean = sum[0] / sum[1];
          if (shares.getOrDefault(name, false)) {
            table.put(name, pack, "%.1f %% (%.0f)", 100 * mean, sum[1]);
          } else {
            table.put(name, pack, "%.2f, %+.2f (%.0f)", mean, sum[2] / sum[1], sum[1]);
          }
        });
  }

  /* Data sets of cropped faces have no margin, as snapped crops. */
  private Optional<Face> largest(Image image) {
    List<Face> faces = analyzer.faces(image, PictureSpec.COMMON);
    return faces.isEmpty()
        ? analyzer.faces(image, PictureSpec.SNAP).stream().findFirst()
        : Optional.of(faces.getFirst());
  }

  private void compare(Face face, LabelFile.Row row) {
    Traits traits = face.traits();
    if (traits != null) {
      error("age: mean error, years", row.number("age"), traits.ageYears());
      row.text("race")
          .ifPresent(
              race -> error("age: mean error, " + race, row.number("age"), traits.ageYears()));
      word("gender", row, traits.gender());
      word("race", row, traits.race());
      word("expression", row, traits.expression());
      word("emotion", row, traits.emotion());
      word("glasses", row, traits.glasses());
      word("type", row, traits.type());
      error("beauty: mean error", row.number("beauty"), traits.beauty());
      eyes(traits.eyes(), row);
    }
    if (face.pose() != null) {
      error("yaw: mean error, degrees", row.number("yaw"), face.pose().yaw());
      error("pitch: mean error, degrees", row.number("pitch"), face.pose().pitch());
      error("roll: mean error, degrees", row.number("roll"), face.pose().roll());
    }
    if (face.quality() != null) {
      error("blur: mean error", row.number("blur"), face.quality().blur());
      covered(face.quality().occlusion(), row);
    }
    if (face.spoofing() != null) {
      double spoofing = face.spoofing();
      row.number("composite")
          .ifPresent(
              truth ->
                  share(
                      truth >= 0.5 ? "composed, said at 0.5" : "not composed, said at 0.5",
                      spoofing >= 0.5));
    }
    liveness(face, row);
  }

  /** Tells the error's size, and after it how much too high the figures are on average. */
  private void error(String name, Optional<Double> truth, double told) {
    truth.ifPresent(
        value -> {
          add(name, Math.abs(told - value));
          sums.get(name)[2] += told - value;
        });
  }

  private <T extends Enum<T>> void word(String column, LabelFile.Row row, Odds<T> odds) {
    String told = odds.best().name().toLowerCase(Locale.ROOT);
    row.text(column)
        .ifPresent(
            truth -> {
              boolean right = List.of(truth.toLowerCase(Locale.ROOT).split("\\|")).contains(told);
              share(column + " right", right);
              share(column + " right, " + truth, right);
              if (!column.equals("race")) {
                row.text("race")
                    .ifPresent(race -> share(column + " right, race " + race, right));
              }
            });
  }

  private void eyes(@Nullable EyesOpen eyes, LabelFile.Row row) {
    if (eyes != null && !tellsCover) {
      eye(eyes.left(), row.number("left_eye"));
      eye(eyes.right(), row.number("right_eye"));
    }
  }

  private void eye(@Nullable Double told, Optional<Double> open) {
    if (told != null) {
      open.ifPresent(truth -> share("eye open right", (told >= 0.5) == (truth >= 0.5)));
    }
  }

  private void covered(@Nullable Occlusion told, LabelFile.Row row) {
    if (told == null || !tellsCover) {
      return;
    }
    Map<String, ToDoubleFunction<Occlusion>> parts =
        Map.of(
            "left_eye", Occlusion::leftEye,
            "right_eye", Occlusion::rightEye,
            "nose", Occlusion::nose,
            "mouth", Occlusion::mouth,
            "left_cheek", Occlusion::leftCheek,
            "right_cheek", Occlusion::rightCheek,
            "chin", Occlusion::chinContour);
    parts.forEach(
        (part, value) ->
            row.number(part)
                .ifPresent(
                    truth -> {
                      double covered = value.applyAsDouble(told);
                      error("covered, mean error: " + part, row.number(part), covered);
                      share(
                          truth >= COVERED ? "covered, seen: " + part : "free, seen: " + part,
                          (covered >= COVERED) == (truth >= COVERED));
                    }));
  }

  private void liveness(Face face, LabelFile.Row row) {
    Optional<String> genuine = row.text("genuine");
    if (genuine.isEmpty()) {
      return;
    }
    Map<String, Optional<Double>> told =
        Map.of(
            "common", Optional.ofNullable(face.liveness()),
            "gate", Optional.ofNullable(face.gateLiveness()));
    told.forEach(
        (option, live) -> {
          if (row.text("option").orElse(option).equals(option)) {
            liveness(option, live.orElse(null), genuine.get().equals("1"), row);
          }
        });
  }

  private void liveness(
      String option, @Nullable Double live, boolean genuine, LabelFile.Row row) {
    share("%s: judged".formatted(option), live != null);
    if (live == null) {
      return;
    }
    for (double threshold : LIVE) {
      if (genuine) {
        share("%s: BPCER at %.2f".formatted(option, threshold), live < threshold);
      } else {
        String kind = row.text("kind").orElse("attack");
        share("%s: APCER at %.2f, %s".formatted(option, threshold, kind), live >= threshold);
      }
    }
  }

  private void share(String name, boolean hit) {
    shares.put(name, true);
    add(name, hit ? 1 : 0);
  }

  private void add(String name, double value) {
    double[] sum = sums.computeIfAbsent(name, key -> new double[3]);
    sum[0] += value;
    sum[1]++;
  }
}
