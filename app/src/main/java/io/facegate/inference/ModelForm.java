package io.facegate.inference;

/** The forms in which a pack may hold one model. */
public enum ModelForm {
  /** ONNX, in floating point. */
  FLOAT,
  /** ONNX, quantised to whole numbers of 8 bits. */
  INT8,
  /** OpenVINO's intermediate representation, of whatever precision. */
  IR
}
