package io.facegate.report;

import io.facegate.core.LivenessThresholds;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * What the liveness check of a pack does with an operator's own presentations.
 *
 * @param faults files that are no presentations, in order
 * @param figures of each check that was presented anything and for which the pack has models
 */
public record PadReport(List<PadOutcome> faults, List<PadFigures> figures) {
  /** Copies the lists. */
  public PadReport {
    faults = List.copyOf(faults);
    figures = List.copyOf(figures);
  }

  /**
   * Judges all presentations of a folder.
   *
   * @param thresholds to look at beside those of the API, 0 to 1
   * @throws ReportRefusedException when the pack has no liveness models
   */
  public static PadReport measure(
      Pack pack, PadFolder folder, List<Double> thresholds, Progress progress)
      throws ReportRefusedException {
    List<PadCheck> checks =
        Arrays.stream(PadCheck.values())
            .filter(check -> check.isAnsweredBy(pack.analyzer().outputs()))
            .toList();
    if (checks.isEmpty()) {
      throw new ReportRefusedException("the pack has no liveness models");
    }
    List<Double> all = sorted(thresholds);
    List<PadOutcome> outcomes = new PadReader(pack, progress).read(folder);
    return new PadReport(
        outcomes.stream().filter(one -> one.fault() != null).toList(),
        checks.stream()
            .filter(check -> outcomes.stream().anyMatch(one -> one.isOf(check)))
            .map(check -> PadFigures.of(check, outcomes, all))
            .toList());
  }

  /** A threshold as an operator writes it; refused unless it lies from 0 to 1. */
  public static double threshold(String text) throws ReportRefusedException {
    if (!text.matches("0(\\.\\d{1,9})?|1(\\.0{1,9})?|\\.\\d{1,9}")) {
      throw new ReportRefusedException("a threshold lies from 0 to 1: " + Shown.text(text));
    }
    return Double.parseDouble(text);
  }

  private static List<Double> sorted(List<Double> more) {
    TreeSet<Double> all =
        new TreeSet<>(
            List.of(
                LivenessThresholds.FRR_1E_4,
                LivenessThresholds.FRR_1E_3,
                LivenessThresholds.FRR_1E_2));
    all.addAll(more);
    return List.copyOf(all);
  }

  /** For a person. */
  public String text() {
    return new PadText(this).text();
  }

  /** For a program. */
  public String json() {
    return PadJson.of(this);
  }
}
