package io.facegate.report;

import java.util.List;
import java.util.Locale;

/** Writes the figures of pairs for a person. */
final class AccuracyText {
  private static final int FAILED_SHOWN_MAX = 20;

  private final AccuracyReport report;
  private final StringBuilder text = new StringBuilder();

  AccuracyText(AccuracyReport report) {
    this.report = report;
  }

  String text() {
    Matches matches = report.matches();
    line("embeddings by", report.embeddingModel());
    line(
        "pairs",
        "%d: %d of one person, %d of two; %d pictures"
            .formatted(
                matches.allSame() + matches.allDifferent(),
                matches.allSame(),
                matches.allDifferent(),
                report.pictures()));
    failures(matches);
    report.accuracy().best().ifPresent(this::best);
    report.accuracy().rates().forEach(this::rate);
    inUse(report.accuracy().inUse());
    text.append(
        """

        In brackets: 95 % intervals (Wilson), as if no person stood in two pairs; where people do,
        the truth may lie further off.
        """);
    return text.toString();
  }

  private void line(String what, String value) {
    text.append(String.format(Locale.ROOT, "%-17s %s%n", what, value));
  }

  private void failures(Matches matches) {
    List<AccuracyReport.Failed> failed = report.failed();
    line("without face", percent(new Share(failed.size(), report.pictures())) + " of pictures");
    failed.stream()
        .limit(FAILED_SHOWN_MAX)
        .forEach(
            one ->
                line(
                    "",
                    "%s (line %d): %s"
                        .formatted(
                            Shown.text(one.picture().toString()), one.line(), one.reason())));
    if (failed.size() > FAILED_SHOWN_MAX) {
      line("", "and %d more (--json lists all)".formatted(failed.size() - FAILED_SHOWN_MAX));
    }
    if (matches.sameFailed() + matches.differentFailed() > 0) {
      line(
          "",
          "%d pairs of one person count as rejected for it; %d pairs of two are left out"
              .formatted(matches.sameFailed(), matches.differentFailed()));
    }
  }

  private void best(Accuracy.Best best) {
    line(
        "best accuracy",
        percent(best.right()) + " from " + threshold(best.cosine(), best.score())
            + "; chosen on these very pairs");
  }

  private void rate(Accuracy.Rate rate) {
    line(
        "TAR at FAR 1e-%d".formatted(-Math.round(Math.log10(rate.falseAcceptRate()))),
        percent(rate.accepted()) + " from " + threshold(rate.cosine(), rate.score()));
    if (!rate.isSupported()) {
      line(
          "",
          "not to be relied on: it takes %d pairs of two people, and there are %d"
              .formatted(rate.pairsMin(), rate.falselyAccepted().of()));
    }
  }

  private void inUse(Accuracy.InUse inUse) {
    line("score 80", threshold(inUse.cosine(), Accuracy.SCORE_IN_USE));
    line("  real FAR", percent(inUse.falselyAccepted()) + " of two people taken for one");
    line("  real FRR", percent(inUse.falselyRejected()) + " of one person rejected");
  }

  private static String threshold(double cosine, double score) {
    return String.format(Locale.ROOT, "cosine %.3f, score %.1f", cosine, score);
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
