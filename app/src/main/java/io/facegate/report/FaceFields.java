package io.facegate.report;

import io.facegate.core.Control;
import io.facegate.core.Controls;
import io.facegate.face.EyesOpen;
import io.facegate.face.Face;
import io.facegate.face.FaceFailure;
import io.facegate.face.HeadPose;
import io.facegate.face.Occlusion;
import io.facegate.face.Odds;
import io.facegate.face.Quality;
import io.facegate.face.Traits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that is known of a face in words, in the order of the sheet. */
final class FaceFields {
  /** A share below this is not worth a word. */
  private static final double SHARE_MIN = 0.1;

  /* From here on the strictest control turns a face away. */
  private static final double COVERED_MAX = 0.2;

  private final List<Field> fields = new ArrayList<>();

  /**
   * One line of a face.
   *
   * @param values what is known, in pieces
   */
  record Field(String name, List<Value> values) {}

  /** A piece of a line, and how it is to be shown. */
  record Value(String text, Tone tone) {}

  /** How a value is shown. */
  enum Tone {
    PLAIN,
    GOOD,
    BAD,
    ABSENT
  }

  private FaceFields() {}

  /** The fields of a face. */
  static List<Field> of(Face face) {
    FaceFields all = new FaceFields();
    all.plain("face", Html.number(face.probability(), 2) + size(face));
    all.pose(face.pose());
    all.traits(face.traits());
    all.odds("face shape", face.shape());
    all.quality(face.quality());
    all.share("liveness", face.liveness());
    all.share("liveness at a gate", face.gateLiveness());
    all.share("spoofing", face.spoofing());
    all.verdicts("quality control", control -> Controls.failure(face, control, Control.NONE));
    all.verdicts("liveness control", control -> Controls.failure(face, Control.NONE, control));
    return all.fields;
  }

  private static String size(Face face) {
    return ", %d x %d px".formatted(
        Math.round(face.box().width()), Math.round(face.box().height()));
  }

  private void plain(String name, String value) {
    add(name, new Value(value, Tone.PLAIN));
  }

  private void absent(String name) {
    add(name, new Value("not told", Tone.ABSENT));
  }

  private void add(String name, Value... values) {
    fields.add(new Field(name, List.of(values)));
  }

  private void share(String name, @Nullable Double share) {
    if (share == null) {
      absent(name);
    } else {
      plain(name, Html.number(share, 3));
    }
  }

  private void pose(@Nullable HeadPose pose) {
    if (pose == null) {
      absent("pose");
      return;
    }
    plain(
        "pose",
        "yaw %s, pitch %s, roll %s"
            .formatted(
                Html.number(pose.yaw(), 0),
                Html.number(pose.pitch(), 0),
                Html.number(pose.roll(), 0)));
  }

  private void traits(@Nullable Traits traits) {
    if (traits == null) {
      absent("traits");
      return;
    }
    plain("age", Html.number(traits.ageYears(), 0));
    odds("gender", traits.gender());
    odds("race", traits.race());
    odds("expression", traits.expression());
    odds("emotion", traits.emotion());
    odds("glasses", traits.glasses());
    odds("type", traits.type());
    plain("beauty", Html.number(traits.beauty(), 2));
    EyesOpen eyes = traits.eyes();
    if (eyes == null) {
      absent("eyes open");
    } else {
      plain(
          "eyes open",
          "left %s, right %s".formatted(eye(eyes.left()), eye(eyes.right())));
    }
  }

  private static String eye(@Nullable Double open) {
    return open == null ? "covered" : Html.number(open, 2);
  }

  private <T extends Enum<T>> void odds(String name, @Nullable Odds<T> odds) {
    if (odds == null) {
      absent(name);
      return;
    }
    plain(
        name,
        odds.shares().entrySet().stream()
            .filter(share -> share.getValue() >= SHARE_MIN)
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .map(share -> word(share.getKey()) + percent(share.getValue()))
            .collect(Collectors.joining(", ")));
  }

  private static String percent(double share) {
    return " " + Html.number(100 * share, 0) + " %";
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private void quality(@Nullable Quality quality) {
    if (quality == null) {
      absent("blur");
      absent("illumination");
      absent("complete");
      absent("covered");
      return;
    }
    plain("blur", Html.number(quality.blur(), 2));
    plain("illumination", Html.number(quality.illumination(), 0));
    add(
        "complete",
        quality.complete() ? new Value("yes", Tone.PLAIN) : new Value("no", Tone.BAD));
    occlusion(quality.occlusion());
  }

  private void occlusion(@Nullable Occlusion occlusion) {
    if (occlusion == null) {
      absent("covered");
      return;
    }
    add(
        "covered",
        part("left eye", occlusion.leftEye()),
        part("right eye", occlusion.rightEye()),
        part("nose", occlusion.nose()),
        part("mouth", occlusion.mouth()),
        part("left cheek", occlusion.leftCheek()),
        part("right cheek", occlusion.rightCheek()),
        part("chin", occlusion.chinContour()));
  }

  private static Value part(String name, double covered) {
    return new Value(
        name + " " + Html.number(covered, 2), covered > COVERED_MAX ? Tone.BAD : Tone.PLAIN);
  }

  private void verdicts(String name, Function<Control, Optional<FaceFailure>> judge) {
    add(
        name,
        Stream.of(Control.LOW, Control.NORMAL, Control.HIGH)
            .map(control -> verdict(control, judge.apply(control)))
            .toArray(Value[]::new));
  }

  private static Value verdict(Control control, Optional<FaceFailure> failure) {
    return new Value(
        word(control) + ": " + failure.map(FaceFields::word).orElse("passes"),
        failure.isEmpty() ? Tone.GOOD : Tone.BAD);
  }
}
