package io.facegate.inference.openvino;

import io.facegate.inference.InputSpec;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelRefusedException;
import io.facegate.inference.OutputSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Which port of a compiled model is which of the card.
 *
 * @param input the one input
 * @param outputs in the card's order
 */
record PortPlan(OvPort input, List<Place> outputs) {

  /** An output and its number among the model's own. */
  record Place(int index, OvPort port) {}

  PortPlan {
    outputs = List.copyOf(outputs);
  }

  /** The shape of a card's input. */
  static List<Long> shape(InputSpec input) {
    return List.of(1L, 3L, (long) input.height(), (long) input.width());
  }

  /**
   * The one input of a model that was read.
   *
   * @param isIr where names may differ from the card's
   */
  static OvPort input(ModelCard card, InputSpec wanted, List<OvPort> inputs, boolean isIr) {
    if (inputs.size() != 1 || !isNamed(inputs.getFirst(), wanted.name(), isIr)) {
      throw new ModelRefusedException(
          "model %s has inputs %s, not %s"
              .formatted(card.file(), inputs.stream().map(OvPort::name).toList(), wanted.name()));
    }
    OvPort input = inputs.getFirst();
    if (!input.takes(shape(wanted)) || !isReal(input)) {
      throw new ModelRefusedException(
          "model %s wants %s %s, not %s"
              .formatted(card.file(), input.type(), input.shape(), shape(wanted)));
    }
    return input;
  }

  /** Finds a card's ports among those of a compiled model, and checks them. */
  static PortPlan of(
      ModelCard card, InputSpec wanted, List<OvPort> inputs, List<OvPort> outputs, boolean isIr) {
    OvPort input = input(card, wanted, inputs, isIr);
    boolean isAlone = isIr && outputs.size() == 1 && card.outputs().size() == 1;
    List<Place> places = new ArrayList<>();
    for (OutputSpec output : card.outputs()) {
      int index = isAlone ? 0 : outputs.stream().map(OvPort::name).toList().indexOf(output.name());
      if (index < 0) {
        throw new ModelRefusedException(
            "model %s has no output %s".formatted(card.file(), output.name()));
      }
      check(card, output, outputs.get(index), wanted.equals(card.input()));
      places.add(new Place(index, outputs.get(index)));
    }
    return new PortPlan(input, places);
  }

  private static void check(
      ModelCard card, OutputSpec wanted, OvPort output, boolean asCatalogued) {
    List<Long> shape = wanted.shape().stream().map(Integer::longValue).toList();
    boolean isWrong = asCatalogued && !output.shape().equals(shape);
    if (isWrong || !output.isFixed() || !isReal(output)) {
      throw new ModelRefusedException(
          "output %s of model %s is %s %s, not %s"
              .formatted(wanted.name(), card.file(), output.type(), output.shape(), shape));
    }
  }

  private static boolean isNamed(OvPort port, String name, boolean isIr) {
    return isIr || port.name().equals(name);
  }

  private static boolean isReal(OvPort port) {
    return port.type() == ElementType.F32 || port.type() == ElementType.F16;
  }
}
