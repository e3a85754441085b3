package io.facegate.access;

import java.time.LocalDate;

/**
 * How often a key was used.
 *
 * @param day the last day of use
 * @param onDay requests of that day
 * @param total requests ever
 */
record Usage(LocalDate day, long onDay, long total) {
  static final Usage NONE = new Usage(LocalDate.EPOCH, 0, 0);

  /** The same, seen from a day. */
  Usage on(LocalDate today) {
    return day.equals(today) ? this : new Usage(today, 0, total);
  }

  Usage plusOne() {
    return new Usage(day, onDay + 1, total + 1);
  }
}
