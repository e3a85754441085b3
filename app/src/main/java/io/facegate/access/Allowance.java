package io.facegate.access;

/**
 * How much a caller may ask for; 0 means without limit.
 *
 * @param perSecond requests a second, in bursts of as many; default 0
 * @param perDay requests a calendar day of this machine's zone; default 0
 * @param total requests ever; default 0
 */
public record Allowance(int perSecond, long perDay, long total) {
  /** Without any limit. */
  public static final Allowance UNLIMITED = new Allowance(0, 0, 0);

  /**
   * Refuses negative numbers.
   *
   * @throws IllegalArgumentException when one is
   */
  public Allowance {
    if (perSecond < 0 || perDay < 0 || total < 0) {
      throw new IllegalArgumentException("a limit is 0 or more");
    }
  }
}
