package io.facegate.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ShareTest {
  /* Reference figures: Newcombe, "Two-sided confidence intervals for the single proportion",
  Statistics in Medicine 17, 1998, table I, method 3. */
  @Test
  void intervalsAreThoseOfTheLiterature() {
    assertInterval(new Share(81, 263), 0.2553, 0.3662);
    assertInterval(new Share(15, 148), 0.0624, 0.1605);
    assertInterval(new Share(0, 20), 0, 0.1611);
    assertInterval(new Share(1, 29), 0.0061, 0.1718);
    assertInterval(new Share(29, 29), 1 - 0.1170, 1);
  }

  private static void assertInterval(Share share, double low, double high) {
    assertEquals(low, share.low(), 5e-5, share.toString());
    assertEquals(high, share.high(), 5e-5, share.toString());
  }

  @Test
  void nothingLookedAtTellsNothing() {
    Share none = new Share(0, 0);
    assertFalse(none.isKnown());
    assertTrue(Double.isNaN(none.value()));
    assertTrue(Double.isNaN(none.low()));
    assertTrue(Double.isNaN(none.high()));
  }

  @Test
  void moreThanAllIsNonsense() {
    assertThrows(IllegalArgumentException.class, () -> new Share(3, 2));
    assertThrows(IllegalArgumentException.class, () -> new Share(-1, 2));
  }
}
