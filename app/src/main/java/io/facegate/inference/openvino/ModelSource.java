package io.facegate.inference.openvino;

import io.facegate.inference.InputSpec;
import io.facegate.inference.ModelCard;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model's files, and how it is wanted. */
final class ModelSource {
  private static final double OTHER_FORM_DEVIATION_MAX = 10;

  private final ModelCard card;
  private final byte[] graph;
  private final byte @Nullable [] weights;
  private final InputSpec input;
  private final boolean isIr;

  ModelSource(
      ModelCard card, byte[] graph, byte @Nullable [] weights, InputSpec input, boolean isIr) {
    this.card = card;
    this.graph = graph;
    this.weights = weights;
    this.input = input;
    this.isIr = isIr;
  }

  ModelCard card() {
    return card;
  }

  InputSpec input() {
    return input;
  }

  boolean isIr() {
    return isIr;
  }

  /**
   * How far from the golden figures a device may be, in units of what the self-test tolerates. The
   * figures are those of the card's own file; of another form, in 8 bits for instance, they tell
   * gross faults alone.
   */
  double deviationMax() {
    return !isIr && graph.length == card.bytes() ? 1 : OTHER_FORM_DEVIATION_MAX;
  }

  /** What a reading made: the weights, where they are apart, live as long as what is compiled. */
  record Read(OvModel model, List<OvHandle> weights) {}

  /** Reads the model and fixes its input's shape. */
  Read read(OvCore core) {
    List<OvHandle> made = new ArrayList<>();
    try {
      OvTensor tensor = weights(core);
      if (tensor != null) {
        made.add(tensor);
      }
      OvModel model = core.read(graph, tensor);
      List<OvHandle> apart = List.copyOf(made);
      made.add(model);
      OvPort port =
          PortPlan.input(card, input, model.inputs(), name -> isIr || model.hasInput(name));
      if (!port.isFixed()) {
        model.reshape(PortPlan.shape(input));
      }
      return new Read(model, apart);
    } catch (RuntimeException failed) {
      made.reversed().forEach(OvHandle::close);
      throw failed;
    }
  }

  private @Nullable OvTensor weights(OvCore core) {
    byte[] content = weights;
    if (content == null) {
      return null;
    }
    OvTensor tensor =
        OvTensor.create(core.runtime(), ElementType.U8, List.of((long) content.length));
    try {
      tensor.data(ElementType.U8, content.length).put(content);
      return tensor;
    } catch (OvException failed) {
      tensor.close();
      throw failed;
    }
  }
}
