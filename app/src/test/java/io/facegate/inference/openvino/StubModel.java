package io.facegate.inference.openvino;

import io.facegate.inference.Beyond;
import io.facegate.inference.ColourOrder;
import io.facegate.inference.CommercialUse;
import io.facegate.inference.CropSpec;
import io.facegate.inference.InputSpec;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelLicence;
import io.facegate.inference.ModelRole;
import io.facegate.inference.OutputSpec;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A model that the stub reads, and what it computes. */
record StubModel(String text, ModelCard card) {
  private static final List<Double> MEAN = List.of(0.0, 0.0, 0.0);
  private static final List<Double> FACTOR = List.of(1.0, 1.0, 1.0);

  /** One input named data, 8 pixels wide and 4 high, and one output named embedding. */
  static StubModel simple() {
    return of("input data f32 1,3,4,8", "output embedding f32 1,5");
  }

  /** A model of these ports; its card is the same but for the element types. */
  static StubModel of(String... ports) {
    String text = "facegate-stub-model\n" + String.join("\n", ports) + "\n";
    List<OutputSpec> outputs =
        Arrays.stream(ports)
            .filter(port -> port.startsWith("output"))
            .map(port -> port.split(" "))
            .map(words -> new OutputSpec(words[1], sides(words[3]), List.of()))
            .toList();
    return new StubModel(text, card(outputs, input("data", 4, 8), text.length()));
  }

  static InputSpec input(String name, int height, int width) {
    return new InputSpec(name, height, width, true, ColourOrder.BGR, MEAN, FACTOR);
  }

  private static List<Integer> sides(String text) {
    return Arrays.stream(text.replace("?", "32").split(",")).map(Integer::valueOf).toList();
  }

  private static ModelCard card(List<OutputSpec> outputs, InputSpec input, int bytes) {
    return new ModelCard(
        ModelRole.HEAD_POSE,
        "stub",
        "stub.onnx",
        bytes,
        "0".repeat(64),
        new ModelLicence("none", CommercialUse.YES, ""),
        "",
        input,
        outputs,
        new CropSpec(CropSpec.CropKind.BOX, 1, List.of(), Beyond.EDGE),
        List.of(),
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        "");
  }

  /** The same with other outputs in the card. */
  StubModel expecting(OutputSpec... outputs) {
    return new StubModel(text, card(List.of(outputs), card.input(), text.length()));
  }

  byte[] content() {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** What run.c computes: a mean with weights that depend on output, element and place. */
  static float expected(FloatBuffer input, int output, int element, int weight) {
    double sum = 0;
    for (int j = 0; j < input.capacity(); j++) {
      sum += input.get(j) * (double) ((element + j + output) % 7 + 1);
    }
    return (float) (sum / input.capacity()) + weight;
  }
}
