package io.facegate.dialect;

import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as vendors write them. */
public final class JsonNumbers {
  private static final int DECIMALS_MAX = 8;

  private JsonNumbers() {}

  /** A number with at most 8 decimals, half up, without trailing zeros: 117, 0.3, 0.00000052. */
  public static DecimalNode rounded(double value) {
    BigDecimal exact = BigDecimal.valueOf(value).setScale(DECIMALS_MAX, RoundingMode.HALF_UP);
    BigDecimal plain = exact.stripTrailingZeros();
    return DecimalNode.valueOf(plain.scale() < 0 ? plain.setScale(0) : plain);
  }
}
