package io.facegate.inference;

/** Which forms of models may serve. */
public enum Precision {
  /** Whatever is measured to be faster, among those that say the same. */
  AUTO,
  /** Floating point only. */
  FP32,
  /** 8 bits where a model has such a twin that does not err at the size, else floating point. */
  INT8
}
