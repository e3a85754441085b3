package io.facegate.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes the figures of a liveness check for a program; what is not known is null. */
final class PadJson {
  private PadJson() {}

  static String of(PadReport report) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode faults = root.putArray("left_out");
    for (PadOutcome one : report.faults()) {
      faults
          .addObject()
          .put("file", one.sample().file().toString())
          .put("reason", one.fault());
    }
    ArrayNode checks = root.putArray("checks");
    report.figures().forEach(figures -> check(checks.addObject(), figures));
    return root.toPrettyString() + "\n";
  }

  private static void check(ObjectNode node, PadFigures figures) {
    node.put("check", figures.check().name());
    node.set("bpnrr", share(figures.bonaFideSilent()));
    ObjectNode silent = node.putObject("apnrr");
    figures.attacks().forEach(kind -> silent.set(kind.name(), share(kind.silent())));
    ArrayNode lines = node.putArray("thresholds");
    for (PadFigures.Line one : figures.lines()) {
      ObjectNode line = lines.addObject().put("threshold", one.threshold());
      line.set("bpcer", share(one.refused()));
      line.set("bona_fide_turned_away", share(one.turnedAway()));
      ObjectNode passed = line.putObject("apcer");
      for (int i = 0; i < one.passed().size(); i++) {
        passed.set(figures.attacks().get(i).name(), share(one.passed().get(i)));
      }
      if (one.worst() < 0) {
        line.putNull("apcer_worst").putNull("apcer_worst_kind").putNull("acer");
        continue;
      }
      line.put("apcer_worst", one.passed().get(one.worst()).value());
      line.put("apcer_worst_kind", figures.attacks().get(one.worst()).name());
      if (Double.isNaN(one.acer())) {
        line.putNull("acer");
      } else {
        line.put("acer", one.acer());
      }
    }
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
