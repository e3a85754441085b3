package io.facegate.events.mqtt;

/** A trial of a broker that ended early; the message holds the library's own words, no secret. */
public final class BrokerTrialException extends Exception {
  private static final long serialVersionUID = 1;

  private final BrokerFault fault;

  BrokerTrialException(BrokerFault fault, String detail) {
    super(detail);
    this.fault = fault;
  }

  BrokerTrialException(BrokerFault fault, Throwable cause) {
    super(Reasons.of(cause), cause);
    this.fault = fault;
  }

  /** What went wrong. */
  public BrokerFault fault() {
    return fault;
  }
}
