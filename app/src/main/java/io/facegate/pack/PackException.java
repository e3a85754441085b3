package io.facegate.pack;

import java.util.Arrays;
import java.util.List;

/** Packs could not be fetched, installed or chosen; nothing of what is in use was changed. */
public final class PackException extends Exception {
  private static final long serialVersionUID = 1;

  private final PackFault fault;
  private final List<String> details;

  /** Says what is wrong, and with what; see the words of {@link PackFault}. */
  public PackException(PackFault fault, Object... details) {
    super(fault.text(details));
    this.fault = fault;
    this.details = Arrays.stream(details).map(String::valueOf).toList();
  }

  /** What is wrong. */
  public PackFault fault() {
    return fault;
  }

  /** With what, in the order of the fault's words. */
  public List<String> details() {
    return details;
  }
}
