package io.facegate.inference;

/**
 * An engine that failed while it ran a model: its device is gone, hangs, or says what cannot be.
 * Not a fault of the picture; another engine may well answer.
 */
public final class EngineFaultException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String device;

  /**
   * Says where and what.
   *
   * @param device as the engine calls it, for instance {@code NPU}
   * @param detail for the log and for health
   */
  public EngineFaultException(String device, String detail) {
    super("%s: %s".formatted(device, detail));
    this.device = device;
  }

  /** The device, as the engine calls it. */
  public String device() {
    return device;
  }
}
