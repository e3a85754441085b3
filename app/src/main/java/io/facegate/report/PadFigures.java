package io.facegate.report;

import io.facegate.core.LivenessScene;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * How a scene's models tell attacks from living people, in the terms of ISO/IEC 30107-3. Shares of
 * errors are of those presentations to which there was a response; those without are told apart.
 *
 * @param bonaFideSilent BPNRR: living people to whom there was no response
 * @param attacks each kind by itself; kinds are not averaged
 * @param lines one of each threshold, in the order given
 */
record PadFigures(
    LivenessScene scene, Share bonaFideSilent, List<Kind> attacks, List<Line> lines) {
  PadFigures {
    attacks = List.copyOf(attacks);
    lines = List.copyOf(lines);
  }

  /**
   * A kind of attack.
   *
   * @param silent APNRR: attacks to which there was no response
   */
  record Kind(String name, Share silent) {}

  /**
   * What a threshold does.
   *
   * @param refused BPCER: living people whose score lies under it
   * @param passed APCER of each kind, in their order: attacks whose score reaches it
   */
  record Line(double threshold, Share refused, List<Share> passed) {
    Line {
      passed = List.copyOf(passed);
    }

    /** The kind that passes most often, of those to which there was any response; -1 if none. */
    int worst() {
      List<Integer> known = new ArrayList<>();
      for (int i = 0; i < passed.size(); i++) {
        if (passed.get(i).isKnown()) {
          known.add(i);
        }
      }
      return known.stream()
          .max(Comparator.comparingDouble(i -> passed.get(i).value()))
          .orElse(-1);
    }

    /** Mean of the worst APCER and BPCER; NaN when one is not known. */
    double acer() {
      return worst() < 0 ? Double.NaN : (passed.get(worst()).value() + refused.value()) / 2;
    }
  }

  static PadFigures of(
      LivenessScene scene,
      List<String> kinds,
      List<PadOutcome> outcomes,
      List<Double> thresholds) {
    List<PadOutcome> counted = outcomes.stream().filter(one -> one.isOf(scene)).toList();
    List<Kind> attacks =
        kinds.stream().map(kind -> new Kind(kind, silent(counted, scene, kind))).toList();
    List<Line> lines = new ArrayList<>();
    for (double threshold : thresholds) {
      Share refused = share(counted, scene, "", score -> score < threshold);
      List<Share> passed =
          kinds.stream()
              .map(kind -> share(counted, scene, kind, score -> score >= threshold))
              .toList();
      lines.add(new Line(threshold, refused, passed));
    }
    return new PadFigures(scene, silent(counted, scene, ""), attacks, lines);
  }

  private static Share silent(List<PadOutcome> outcomes, LivenessScene scene, String kind) {
    List<PadOutcome> ofKind =
        outcomes.stream().filter(one -> one.sample().kind().equals(kind)).toList();
    long silent = ofKind.stream().filter(one -> !one.scores().containsKey(scene)).count();
    return new Share(silent, ofKind.size());
  }

  private static Share share(
      List<PadOutcome> outcomes, LivenessScene scene, String kind, Predicate<Double> hit) {
    List<Double> scores = new ArrayList<>();
    for (PadOutcome one : outcomes) {
      Double score = one.scores().get(scene);
      if (score != null && one.sample().kind().equals(kind)) {
        scores.add(score);
      }
    }
    return new Share(scores.stream().filter(hit).count(), scores.size());
  }
}
