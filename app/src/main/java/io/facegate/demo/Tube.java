package io.facegate.demo;

/** A round bar bent along a line of points. */
final class Tube {
  private static final int SIDES = 6;

  private Tube() {}

  /**
   * Builds the surface.
   *
   * @param points x, y, z of each point of the line
   */
  static Mesh build(double[][] points, double radius, Texture texture) {
    Grid grid = new Grid(points.length, SIDES, true);
    for (int row = 0; row < points.length; row++) {
      double[] before = points[Math.max(0, row - 1)];
      double[] after = points[Math.min(points.length - 1, row + 1)];
      double[] along = unit(after[0] - before[0], after[1] - before[1], after[2] - before[2]);
      double[] hint = Math.abs(along[2]) < 0.8 ? new double[] {0, 0, 1} : new double[] {0, 1, 0};
      double[] side = unit(cross(along, hint));
      double[] up = cross(side, along);
      for (int column = 0; column < SIDES; column++) {
        double angle = 2 * Math.PI * column / SIDES;
        double c = radius * Math.cos(angle);
        double s = radius * Math.sin(angle);
        grid.point(row, column,
            points[row][0] + c * side[0] + s * up[0],
            points[row][1] + c * side[1] + s * up[1],
            points[row][2] + c * side[2] + s * up[2]);
      }
    }
    return grid.mesh(texture, Material.FRAME, true);
  }

  private static double[] cross(double[] a, double[] b) {
    return new double[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }

  private static double[] unit(double... v) {
    double length = Math.max(1e-9, Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]));
    return new double[] {v[0] / length, v[1] / length, v[2] / length};
  }
}
