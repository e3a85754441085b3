package io.facegate.search;

/** The plain twin: needs nothing but Java. */
final class ScalarDotProduct implements DotProduct {
  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public void multiply(float[] query, float[] rows, int count, float[] products) {
    for (int row = 0; row < count; row++) {
      products[row] = product(query, rows, row * query.length);
    }
  }

  /* Four sums, because a single one waits for each addition before it starts the next. */
  private static float product(float[] query, float[] rows, int start) {
    float first = 0;
    float second = 0;
    float third = 0;
    float fourth = 0;
    int i = 0;
    for (; i < query.length - 3; i += 4) {
      first += query[i] * rows[start + i];
      second += query[i + 1] * rows[start + i + 1];
      third += query[i + 2] * rows[start + i + 2];
      fourth += query[i + 3] * rows[start + i + 3];
    }
    for (; i < query.length; i++) {
      first += query[i] * rows[start + i];
    }
    return first + second + (third + fourth);
  }
}
