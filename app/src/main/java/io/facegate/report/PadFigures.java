package io.facegate.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * How a check tells attacks from living people, in the terms of ISO/IEC 30107-3. Shares of errors
 * are of those presentations to which there was a response; those without are told apart, and once
 * more together with those refused, since a service lets neither pass.
 *
 * @param bonaFideSilent BPNRR: living people to whom there was no response
 * @param attacks each kind of which there are presentations, by itself; kinds are not averaged
 * @param lines one of each threshold, in the order given
 */
record PadFigures(
    PadCheck check, Share bonaFideSilent, List<Kind> attacks, List<Line> lines) {
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
   * @param turnedAway of all living people, those with a score under it and those without a score
   * @param passed APCER of each kind, in their order: attacks whose score reaches it
   */
  record Line(double threshold, Share refused, Share turnedAway, List<Share> passed) {
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

    /** Mean of the worst APCER and BPCER; NaN when one is not known. No term of the standard. */
    double acer() {
      return worst() < 0 ? Double.NaN : (passed.get(worst()).value() + refused.value()) / 2;
    }
  }

  static PadFigures of(
      PadCheck check,
      List<PadOutcome> outcomes,
      List<Double> thresholds) {
    List<PadOutcome> counted = outcomes.stream().filter(one -> one.isOf(check)).toList();
    List<String> kinds =
        counted.stream()
            .map(PadOutcome::sample)
            .filter(PadFolder.Sample::isAttack)
            .map(PadFolder.Sample::kind)
            .distinct()
            .sorted()
            .toList();
    Share silent = silent(counted, check, "");
    List<Kind> attacks =
        kinds.stream().map(kind -> new Kind(kind, silent(counted, check, kind))).toList();
    List<Line> lines = new ArrayList<>();
    for (double threshold : thresholds) {
      Share refused = share(counted, check, "", score -> score < threshold);
      List<Share> passed =
          kinds.stream()
              .map(kind -> share(counted, check, kind, score -> score >= threshold))
              .toList();
      Share turnedAway = new Share(refused.hits() + silent.hits(), silent.of());
      lines.add(new Line(threshold, refused, turnedAway, passed));
    }
    return new PadFigures(check, silent, attacks, lines);
  }

  private static Share silent(List<PadOutcome> outcomes, PadCheck check, String kind) {
    List<PadOutcome> ofKind =
        outcomes.stream().filter(one -> one.sample().kind().equals(kind)).toList();
    long silent = ofKind.stream().filter(one -> !one.scores().containsKey(check)).count();
    return new Share(silent, ofKind.size());
  }

  private static Share share(
      List<PadOutcome> outcomes, PadCheck check, String kind, Predicate<Double> hit) {
    List<Double> scores = new ArrayList<>();
    for (PadOutcome one : outcomes) {
      Double score = one.scores().get(check);
      if (score != null && one.sample().kind().equals(kind)) {
        scores.add(score);
      }
    }
    return new Share(scores.stream().filter(hit).count(), scores.size());
  }
}
