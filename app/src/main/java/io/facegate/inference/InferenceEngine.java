package io.facegate.inference;

/** A library that runs models. */
public interface InferenceEngine extends AutoCloseable {
  /** Name and version, for the log. */
  String name();

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

  /** Ends the engine; models opened by it are closed before. */
  @Override
  void close();
}
