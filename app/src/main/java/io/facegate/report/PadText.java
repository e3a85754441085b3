package io.facegate.report;

import java.util.List;
import java.util.Locale;

/** Writes the figures of a liveness check for a person. */
final class PadText {
  private static final int FAULTS_SHOWN_MAX = 20;

  private final PadReport report;
  private final StringBuilder text = new StringBuilder();

  PadText(PadReport report) {
    this.report = report;
  }

  String text() {
    faults(report.faults());
    report.figures().forEach(this::check);
    text.append(
        """
        APCER: attacks of a kind taken for living people; worst: of the kind that passes most often.
        BPCER: living people taken for attacks. Both of those presentations that were judged;
        APNRR and BPNRR: of all, those without a face that could be judged. Those terms are of
        ISO/IEC 30107-3; each table is of one system under test. Turned away: of all living people,
        those taken for attacks and those not judged, as neither gets in. ACER, which the standard
        does not have: mean of the worst APCER and BPCER. A score at or over the threshold passes.
        In brackets: 95 % intervals (Wilson).
        """);
    return text.toString();
  }

  private void faults(List<PadOutcome> faults) {
    if (faults.isEmpty()) {
      return;
    }
    line("left out", "%d files".formatted(faults.size()));
    faults.stream()
        .limit(FAULTS_SHOWN_MAX)
        .forEach(
            one -> line("", Shown.text(one.sample().file().toString()) + ": " + one.fault()));
    if (faults.size() > FAULTS_SHOWN_MAX) {
      line("", "and %d more (--json lists all)".formatted(faults.size() - FAULTS_SHOWN_MAX));
    }
    text.append('\n');
  }

  private void check(PadFigures figures) {
    line(figures.check().name(), figures.check().words());
    line("BPNRR", percent(figures.bonaFideSilent()));
    for (PadFigures.Kind kind : figures.attacks()) {
      line("APNRR", percent(kind.silent()) + "  " + Shown.text(kind.name()));
    }
    figures.lines().forEach(one -> threshold(figures, one));
    text.append('\n');
  }

  private void threshold(PadFigures figures, PadFigures.Line one) {
    line(String.format(Locale.ROOT, "threshold %.4g", one.threshold()), "");
    line("  BPCER", percent(one.refused()));
    line("  turned away", percent(one.turnedAway()));
    for (int i = 0; i < one.passed().size(); i++) {
      String worst = i == one.worst() && one.passed().size() > 1 ? "  (worst)" : "";
      String name = Shown.text(figures.attacks().get(i).name());
      line("  APCER", percent(one.passed().get(i)) + "  " + name + worst);
    }
    line(
        "  ACER",
        Double.isNaN(one.acer())
            ? "unknown"
            : String.format(Locale.ROOT, "%.2f %%", 100 * one.acer()));
  }

  private void line(String what, String value) {
    text.append(String.format(Locale.ROOT, "%-17s %s", what, value).stripTrailing()).append('\n');
  }

  private static String percent(Share share) {
    return share.isKnown()
        ? String.format(
            Locale.ROOT,
            "%.2f %% [%.2f..%.2f] (%d of %d)",
            100 * share.value(),
            100 * share.low(),
            100 * share.high(),
            share.hits(),
            share.of())
        : "unknown (0 of 0)";
  }
}
