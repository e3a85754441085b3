package io.facegate.inference.openvino;

import io.facegate.inference.InputSpec;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelRefusedException;
import io.facegate.inference.OutputSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which port of a compiled model is which of the card.
 *
 * @param input the one input
 * @param outputs in the card's order
 */
record PortPlan(OvPort input, List<Place> outputs) {

  /**
   * An output.
   *
   * @param name in the card
   * @param index its number among the model's own; -1 where only its name leads to it
   */
  record Place(String name, int index, OvPort port) {
    /** Has a request write it into a tensor. */
    void bind(OvInferRequest request, OvTensor tensor) {
      if (index >= 0) {
        request.setOutput(index, tensor);
      } else {
        request.setOutput(name, tensor);
      }
    }

    /** Its shape after a run. */
    List<Long> shapeIn(OvInferRequest request) {
      return index >= 0 ? request.outputShape(index) : request.outputShape(name);
    }
  }

  PortPlan {
    outputs = List.copyOf(outputs);
  }

  /** The shape of a card's input. */
  static List<Long> shape(InputSpec input) {
    return List.of(1L, 3L, (long) input.height(), (long) input.width());
  }

  /**
   * The one input of a model.
   *
   * @param isNamed tells of a name whether the input has it
   */
  static OvPort input(
      ModelCard card, InputSpec wanted, List<OvPort> inputs, Predicate<String> isNamed) {
    if (inputs.size() != 1 || !isNamed.test(wanted.name())) {
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

  /**
   * Finds a card's outputs among those of a compiled model, and checks them.
   *
   * @param byName finds an output by any of its names: a port tells one, and may have several
   * @param isIr where a lone output is the card's, whatever its name
   */
  static PortPlan of(
      ModelCard card,
      InputSpec wanted,
      OvPort input,
      List<OvPort> outputs,
      Function<String, Optional<OvPort>> byName,
      boolean isIr) {
    boolean isAlone = isIr && outputs.size() == 1 && card.outputs().size() == 1;
    List<String> names = outputs.stream().map(OvPort::name).toList();
    List<Place> places = new ArrayList<>();
    for (OutputSpec output : card.outputs()) {
      String name = output.name();
      int index = isAlone ? 0 : names.indexOf(name);
      OvPort port =
          (index < 0 ? byName.apply(name) : Optional.of(outputs.get(index)))
              .orElseThrow(
                  () ->
                      new ModelRefusedException(
                          "model %s has no output %s".formatted(card.file(), name)));
      check(card, output, port, wanted.equals(card.input()));
      places.add(new Place(name, index, port));
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

  private static boolean isReal(OvPort port) {
    return port.type() == ElementType.F32 || port.type() == ElementType.F16;
  }
}
