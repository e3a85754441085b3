package io.facegate.demo;

import static io.facegate.demo.Curves.clamp;
import static io.facegate.demo.Curves.mix;
import static io.facegate.demo.Curves.step;

import java.util.Optional;

/** Hair as a shell around the {@link Skull}, cut off along the hairline. */
final class HairMesh {
  private static final int ROWS = 92;
  private static final int COLUMNS = 150;
  private static final int TEXTURE_COLUMNS = 512;
  private static final int TEXTURE_ROWS = 160;
  /* Below this height hair hangs from the head instead of lying on it. */
  private static final double HANGS = -12;

  private final Skull skull;
  private final HairStyle style;
  private final Noise noise;
  private final double[] point = new double[2];

  private HairMesh(HeadShape shape, Skull skull, HairStyle style) {
    this.skull = skull;
    this.style = style;
    noise = new Noise(shape.seed() + 5);
  }

  /** Builds the hair, if there is any. */
  static Optional<Mesh> build(HeadShape shape, Skull skull, HairStyle style) {
    if (style.bald()) {
      return Optional.empty();
    }
    return Optional.of(new HairMesh(shape, skull, style).surface(HairColour.of(shape)));
  }

  private Mesh surface(Colour colour) {
    Grid grid = new Grid(ROWS, COLUMNS, true);
    double top = skull.top() + style.topVolume();
    double bottom = style.bottom();
    for (int row = 0; row < ROWS; row++) {
      double t = (double) row / (ROWS - 1);
      double y = t < 0.3
          ? Skull.VAULT + (top - Skull.VAULT) * Math.cos(t / 0.3 * Math.PI / 2)
          : mix(Skull.VAULT, bottom, (t - 0.3) / 0.7);
      for (int column = 0; column < COLUMNS; column++) {
        double around = 2 * Math.PI * column / COLUMNS - Math.PI;
        place(grid, row, column, y, around);
        grid.place(row, column, (double) column / COLUMNS * TEXTURE_COLUMNS,
            (top - y) / (top - bottom) * TEXTURE_ROWS);
      }
    }
    return grid.mesh(texture(colour), Material.HAIR, false);
  }

  private void place(Grid grid, int row, int column, double y, double around) {
    double inside = style.inside(around, y);
    double rise = mix(0.08, 1, step(0, style.taper(), inside));
    double stretch = (skull.top() - Skull.VAULT + style.topVolume() * rise)
        / (skull.top() + style.topVolume() - Skull.VAULT);
    double height = y > Skull.VAULT ? Skull.VAULT + (y - Skull.VAULT) * stretch : y;
    double onSkull = y > Skull.VAULT
        ? Skull.VAULT + (y - Skull.VAULT) * (skull.top() - Skull.VAULT)
            / (skull.top() + style.topVolume() - Skull.VAULT)
        : Math.max(y, HANGS);
    skull.point(onSkull, around, point);
    double curl = style.curl() * (noise.smooth(around * 7, y / 11) * 5 + noise.smooth(around * 17,
        y / 6) * 3) + noise.smooth(around * 13, y / 70) * 1.6;
    double back = step(0.2, -0.6, Math.cos(around));
    double out = mix(style.sideVolume(), style.backVolume(), back) * rise
        + curl * rise + 1.5 + style.flare() * step(HANGS, HANGS - 90, y);
    double vault = y > Skull.VAULT ? step(skull.top() + style.topVolume(), Skull.VAULT + 30, y) : 1;
    out *= mix(0.5, 1, vault);
    double sine = Math.sin(around);
    double cosine = Math.cos(around);
    double front = step(0.1, 0.9, cosine) * style.frontVolume() * rise;
    grid.point(row, column, point[0] + out * sine, height + curl * 0.4 * rise,
        point[1] + (out * 0.8 + front) * cosine);
    grid.cover(row, column, Math.max(-2, Math.min(1, inside / 5)));
    grid.light(row, column, mix(0.55, 1, step(-110, 30, y)) * mix(0.75, 1, rise));
  }

  private Texture texture(Colour colour) {
    double curl = style.curl();
    return new Texture(TEXTURE_COLUMNS, TEXTURE_ROWS, (column, row) -> {
      double straight = 0.6 * noise.smooth(column * 0.33, row * 0.02)
          + 0.4 * noise.smooth(column * 0.9 + 7, row * 0.06);
      double curly = noise.rough(column * 0.16, row * 0.22);
      double strand = mix(straight, curly, clamp(curl));
      double lock = noise.smooth(column * 0.07, row * 0.015 + 9);
      Colour tint = colour.times(0.78 + 0.42 * strand + 0.18 * lock);
      return tint.packed(0.5 + 0.5 * strand);
    });
  }
}
