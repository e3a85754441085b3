package io.facegate.inference.openvino;

/** A call that OpenVINO answered with a status code other than OK. */
final class OvException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;

  OvException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The {@code ov_status_e}; 0 where the answer itself was at fault. */
  int status() {
    return status;
  }
}
