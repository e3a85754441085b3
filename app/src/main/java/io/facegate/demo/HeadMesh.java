package io.facegate.demo;

import static io.facegate.demo.Curves.clamp;
import static io.facegate.demo.Curves.step;

/** The skin of a head: the {@link Skull} with the {@link FaceRelief} and the beard's bulk on it. */
final class HeadMesh {
  private static final int FRONT_COLUMNS = 120;
  private static final int BACK_COLUMNS = 36;
  private static final int FACE_ROWS = 118;
  private static final int VAULT_ROWS = 30;

  private HeadMesh() {}

  /** Builds the surface. */
  static Mesh build(
      Skull skull,
      FaceRelief relief,
      Whiskers whiskers,
      Features features,
      HairStyle hair,
      Texture skin) {
    int rows = FACE_ROWS + VAULT_ROWS;
    int columns = FRONT_COLUMNS + BACK_COLUMNS;
    Grid grid = new Grid(rows, columns, true);
    double[] heights = new double[rows * columns];
    double[] point = new double[2];
    for (int row = 0; row < rows; row++) {
      double y = rowHeight(skull, row);
      for (int column = 0; column < columns; column++) {
        double around = columnAngle(column);
        skull.point(y, around, point);
        double facing = step(-0.05, 0.35, Math.cos(around));
        double height = facing > 0 ? facing * relief.height(point[0], y) : 0;
        double bulk = facing * whiskers.bulk(point[0], y);
        heights[row * columns + column] = height + point[1];
        grid.point(row, column,
            point[0] + bulk * Math.sin(around),
            y - 0.35 * bulk,
            point[1] + height + bulk * Math.cos(around));
        boolean front = Math.cos(around) >= 0;
        double u = front ? point[0] : Math.copySign(SkinTexture.HALF_WIDTH - 2, point[0]);
        grid.place(row, column, SkinTexture.column(u), SkinTexture.row(y));
      }
    }
    shade(grid, heights, rows, columns);
    shadeUnder(hair, skull, grid, rows);
    return grid.mesh(skin, Material.SKIN, false).smiling(features);
  }

  private static double rowHeight(Skull skull, int row) {
    if (row < VAULT_ROWS) {
      double t = (double) row / VAULT_ROWS;
      return Skull.VAULT + (skull.top() - Skull.VAULT) * Math.cos(t * Math.PI / 2);
    }
    double t = (double) (row - VAULT_ROWS) / (FACE_ROWS - 1);
    return Skull.VAULT + (skull.bottom() - Skull.VAULT) * t;
  }

  private static double columnAngle(int column) {
    if (column <= FRONT_COLUMNS) {
      double t = 2.0 * column / FRONT_COLUMNS - 1;
      /* Columns crowd a little in the middle, where the features are. */
      return (0.8 * t + 0.2 * t * t * t) * Math.PI / 2;
    }
    double t = (double) (column - FRONT_COLUMNS) / BACK_COLUMNS;
    double angle = Math.PI / 2 + t * Math.PI;
    return angle > Math.PI ? angle - 2 * Math.PI : angle;
  }

  /* Hollows see less of the room: compare each height with the mean around it, near and far. */
  private static void shade(Grid grid, double[] heights, int rows, int columns) {
    for (int row = VAULT_ROWS; row < rows; row++) {
      for (int column = 8; column < FRONT_COLUMNS - 8; column++) {
        double near = hollow(heights, rows, columns, row, column, 3);
        double far = hollow(heights, rows, columns, row, column, 8);
        grid.light(row, column, clamp(1 - 0.10 * near - 0.055 * far) * 0.85 + 0.15);
      }
    }
  }

  /* Hair that stands off the head darkens the skin along its edge. */
  private static void shadeUnder(HairStyle hair, Skull skull, Grid grid, int rows) {
    if (hair.bald()) {
      return;
    }
    double reach = 3 + 0.5 * hair.taper();
    for (int row = 0; row < rows; row++) {
      double y = rowHeight(skull, row);
      for (int column = 0; column < FRONT_COLUMNS + BACK_COLUMNS; column++) {
        double inside = hair.inside(columnAngle(column), y);
        grid.dim(row, column, 1 - 0.4 * step(-reach, 0, inside) * step(-35, 10, y));
      }
    }
  }

  private static double hollow(
      double[] heights, int rows, int columns, int row, int column, int reach) {
    int up = Math.max(0, row - reach);
    int down = Math.min(rows - 1, row + reach);
    double sum =
        heights[up * columns + column]
            + heights[down * columns + column]
            + heights[row * columns + column - reach]
            + heights[row * columns + column + reach];
    return Math.max(0, sum / 4 - heights[row * columns + column]);
  }
}
