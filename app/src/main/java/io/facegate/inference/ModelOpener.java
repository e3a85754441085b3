package io.facegate.inference;

/** Opens models on whatever engine serves them best. */
public interface ModelOpener {
  /**
   * Opens a model at one fixed input size; when it is opened for the first time, it is tested.
   *
   * @throws ModelRefusedException when no engine opens it, or none reproduces its golden figures
   */
  Model open(ModelForms forms, InputSpec input);
}
