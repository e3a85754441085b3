package io.facegate.demo;

/** Neck, shoulders and clothes, as far down as the camera sees. */
final class Body {
  private static final int ROWS = 40;
  private static final int COLUMNS = 48;
  private static final double NECK_TOP = -30;
  private static final double NECK_END = -200;
  private static final Colour[] CLOTHES = {
    Colour.of(38, 52, 82), Colour.of(196, 196, 190), Colour.of(112, 38, 44),
    Colour.of(52, 84, 66), Colour.of(60, 60, 64), Colour.of(196, 150, 60),
    Colour.of(96, 128, 160), Colour.of(122, 92, 120)
  };

  private Body() {}

  /** The neck, which carries the head. */
  static Mesh neck(HeadShape shape, Texture skin) {
    double wide = shape.get(Trait.NECK_WIDTH);
    Grid grid = new Grid(ROWS, COLUMNS, true);
    for (int row = 0; row < ROWS; row++) {
      double t = (double) row / (ROWS - 1);
      double y = NECK_TOP + (NECK_END - NECK_TOP) * t;
      double spread = wide * (1 + 0.5 * Math.max(0, t - 0.7));
      for (int column = 0; column < COLUMNS; column++) {
        double around = 2 * Math.PI * column / COLUMNS - Math.PI;
        grid.point(row, column, spread * Math.sin(around), y,
            -18 + 0.95 * spread * Math.cos(around));
        grid.place(row, column, SkinTexture.column(-56), SkinTexture.row(66 - 24 * t));
        grid.light(row, column, 0.42 + 0.5 * Curves.step(-105, -165, y));
      }
    }
    return grid.mesh(skin, Material.SKIN, false);
  }

  /** The clothed trunk. */
  static Mesh trunk(HeadShape shape) {
    double broad = 0.8 + 0.4 * (shape.get(Trait.NECK_WIDTH) - 46) / 18;
    double neck = shape.get(Trait.NECK_WIDTH) + 7;
    Spline width = new Spline(-720, 190 * broad, -420, 205 * broad, -290, 226 * broad,
        -240, 205 * broad, -208, 150 * broad, -184, neck + 22, -162, neck);
    Spline depth = new Spline(-720, 120, -420, 118, -290, 108, -240, 98, -208, 82, -184, 70, -162,
        neck * 0.95);
    Grid grid = new Grid(ROWS, COLUMNS, true);
    for (int row = 0; row < ROWS; row++) {
      double t = (double) row / (ROWS - 1);
      double y = -162 - (720 - 162) * Math.pow(t, 1.7);
      for (int column = 0; column < COLUMNS; column++) {
        double around = 2 * Math.PI * column / COLUMNS - Math.PI;
        double lift = -8 * Math.cos(around) * Curves.step(-230, -165, y);
        grid.point(row, column, width.at(y) * Math.sin(around), y + lift,
            -22 + depth.at(y) * Math.cos(around));
        grid.place(row, column, column * 4, row * 4);
        grid.light(row, column, 0.75 + 0.25 * Curves.step(-162, -200, y));
      }
    }
    return grid.mesh(cloth(shape), Material.CLOTH, false);
  }

  private static Texture cloth(HeadShape shape) {
    Noise noise = new Noise(shape.seed() + 6);
    Colour colour = CLOTHES[(int) Math.min(7, shape.get(Trait.CLOTHES) * 8)];
    return new Texture(COLUMNS * 4, ROWS * 4, (column, row) -> {
      double fold = noise.rough(column / 22.0, row / 40.0);
      double weave = noise.hash(column, row);
      return colour.times(0.9 + 0.16 * fold + 0.1 * (weave - 0.5)).packed(1);
    });
  }
}
