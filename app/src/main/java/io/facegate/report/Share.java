package io.facegate.report;

/**
 * A counted share and how sure it is: the 95 % interval of E. B. Wilson, "Probable inference, the
 * law of succession, and statistical inference", JASA 22, 1927. It stays within 0 to 1 and says
 * something even where nothing or everything was counted.
 *
 * @param hits 0 to {@code of}
 * @param of how many were looked at; with 0 all figures are NaN
 */
record Share(long hits, long of) {
  /** Two-sided 95 % of the normal distribution. */
  private static final double Z = 1.959963984540054;

  Share {
    if (hits < 0 || hits > of) {
      throw new IllegalArgumentException("%d of %d".formatted(hits, of));
    }
  }

  /** Whether anything was looked at. */
  boolean isKnown() {
    return of > 0;
  }

  double value() {
    return (double) hits / of;
  }

  /** Lower end of the interval. */
  double low() {
    return hits == 0 && of > 0 ? 0 : centre() - reach();
  }

  /** Upper end of the interval. */
  double high() {
    return hits == of && of > 0 ? 1 : centre() + reach();
  }

  private double centre() {
    return (value() + Z * Z / (2.0 * of)) / (1 + Z * Z / of);
  }

  private double reach() {
    double spread = value() * (1 - value()) / of + Z * Z / (4.0 * of * of);
    return Z * Math.sqrt(spread) / (1 + Z * Z / of);
  }
}
