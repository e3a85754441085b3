package io.facegate.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes the figures of pairs for a program; what is not known is null. */
final class AccuracyJson {
  private AccuracyJson() {}

  static String of(AccuracyReport report) {
    Matches matches = report.matches();
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("embedding_model", report.embeddingModel());
    root.put("pictures", report.pictures());
    pairs(root.putObject("pairs"), matches);
    ArrayNode failed = root.putArray("pictures_without_face");
    for (AccuracyReport.Failed one : report.failed()) {
      failed
          .addObject()
          .put("picture", one.picture().toString())
          .put("line", one.line())
          .put("reason", one.reason());
    }
    report.accuracy().best().ifPresentOrElse(
        best ->
            threshold(root.putObject("best"), best.cosine(), best.score())
                .set("accuracy", share(best.right())),
        () -> root.putNull("best"));
    ArrayNode rates = root.putArray("tar_at_far");
    for (Accuracy.Rate rate : report.accuracy().rates()) {
      ObjectNode node = rates.addObject().put("far", rate.falseAcceptRate());
      threshold(node, rate.cosine(), rate.score()).put("supported", rate.isSupported());
      node.put("different_pairs_needed", rate.pairsMin());
      node.set("tar", share(rate.accepted()));
      node.set("far_on_these_pairs", share(rate.falselyAccepted()));
    }
    Accuracy.InUse inUse = report.accuracy().inUse();
    ObjectNode eighty = root.putObject("at_score_80").put("cosine", inUse.cosine());
    eighty.set("far", share(inUse.falselyAccepted()));
    eighty.set("frr", share(inUse.falselyRejected()));
    return root.toPrettyString() + "\n";
  }

  private static void pairs(ObjectNode node, Matches matches) {
    node.put("all", matches.allSame() + matches.allDifferent());
    node.put("same", matches.allSame());
    node.put("different", matches.allDifferent());
    node.put("same_without_face", matches.sameFailed());
    node.put("different_without_face", matches.differentFailed());
  }

  private static ObjectNode threshold(ObjectNode node, double cosine, double score) {
    return node.put("cosine", cosine).put("score", score);
  }

  private static ObjectNode share(Share share) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (share.isKnown()) {
      node.put("value", share.value()).put("low", share.low()).put("high", share.high());
    } else {
      node.putNull("value").putNull("low").putNull("high");
    }
    return node.put("hits", share.hits()).put("of", share.of());
  }
}
