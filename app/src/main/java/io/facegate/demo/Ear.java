package io.facegate.demo;

import static io.facegate.demo.Curves.bell;

/** An ear: a tilted shell with a rim and a hollow. */
final class Ear {
  private static final int RINGS = 10;
  private static final int POINTS = 28;

  private Ear() {}

  /**
   * Builds one.
   *
   * @param side -1 for the picture's left, 1 for its right
   */
  static Mesh build(HeadShape shape, Skull skull, Texture skin, int side) {
    double tall = shape.get(Trait.EAR_LENGTH) / 2;
    double wide = tall * 0.58;
    double out = shape.get(Trait.EAR_OUT);
    double rootX = skull.width(-15) - 1.5;
    Grid grid = new Grid(RINGS, POINTS, true);
    for (int ring = 0; ring < RINGS; ring++) {
      double r = (double) ring / (RINGS - 1);
      for (int point = 0; point < POINTS; point++) {
        double angle = 2 * Math.PI * point / POINTS;
        double narrow = Math.sin(angle) < 0 ? 1 + 0.3 * Math.sin(angle) : 1;
        double back = r * wide * narrow * Math.cos(angle) + wide * 0.75;
        double up = r * tall * Math.sin(angle);
        double relief = 3.6 * bell(r - 0.82, 0.16) + 2.4 * bell(r - 0.45, 0.14) - 2.5 * bell(r, 0.3)
            - (r > 0.98 ? 4 : 0);
        double x = rootX + back * Math.sin(out) + relief * Math.cos(out);
        double z = 8 - back * Math.cos(out) + relief * Math.sin(out);
        grid.point(ring, point, side * x, up - 18, z - 0.12 * up);
        grid.place(ring, point, SkinTexture.column(side * 80), SkinTexture.row(-40 + 10 * r));
        grid.light(ring, point, 0.45 + 0.5 * Math.min(1, Math.max(0, (relief + 2.5) / 5)));
      }
    }
    return grid.mesh(skin, Material.SKIN, side < 0);
  }
}
