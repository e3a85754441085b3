package io.facegate.inference;

import java.util.Set;

/** A library that runs models. */
public interface InferenceEngine extends AutoCloseable {
  /** Name and version, for the log. */
  String name();

  /** What a measurement or a crash of it holds for: its name, and the devices it may use. */
  default String identity() {
    return name();
  }

  /** Whether it uses no driver and comes with the program: what is left when others fail. */
  default boolean isPlain() {
    return false;
  }

  /**
   * Opens a model at one fixed input size.
   *
   * @param card what the file must offer
   * @param content the checked bytes of the file
   * @param input the card's input, at the size wanted
   * @throws ModelRefusedException when the file cannot be opened, or has other inputs, outputs or
   *     shapes than the card says
   */
  Model open(ModelCard card, byte[] content, InputSpec input);

  /** The forms it reads; ONNX unless it says otherwise. */
  default Set<ModelForm> reads() {
    return Set.of(ModelForm.FLOAT, ModelForm.INT8);
  }

  /**
   * Opens a model from OpenVINO's representation, as {@link #open(ModelCard, byte[], InputSpec)}.
   *
   * @param graph the xml file
   * @param weights the bin file
   */
  default Model open(ModelCard card, byte[] graph, byte[] weights, InputSpec input) {
    throw new ModelRefusedException(name() + " does not read IR files");
  }

  /** Ends the engine; models opened by it are closed before. */
  @Override
  void close();
}
