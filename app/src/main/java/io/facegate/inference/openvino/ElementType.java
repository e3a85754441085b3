package io.facegate.inference.openvino;

/** What a tensor is made of, as far as we deal with it. */
enum ElementType {
  F16(2, 3),
  F32(4, 4),
  U8(1, 16),
  /** Anything else; never asked for, only told. */
  OTHER(0, -1);

  private final int bytes;
  private final int code;

  ElementType(int bytes, int code) {
    this.bytes = bytes;
    this.code = code;
  }

  /** Bytes of one element. */
  int bytes() {
    return bytes;
  }

  /** Its number, where the list begins with DYNAMIC, as OpenVINO 2026 has it. */
  int code() {
    return code;
  }
}
