package io.facegate.demo;

import static io.facegate.demo.Curves.bell;
import static io.facegate.demo.Curves.step;

/** The empty entrance behind the people: a wall, a lit window, a door, a tiled floor, a plant. */
final class Lobby {
  private static final Colour WALL = Colour.of(178, 176, 168);
  private static final Colour SKY = Colour.of(206, 222, 232);
  private static final Colour LEAF = Colour.of(66, 96, 62);
  private static final Colour WOOD = Colour.of(126, 92, 64);
  private static final Colour TILE = Colour.of(132, 128, 122);

  private final int width;
  private final int height;
  private final int floor;
  private final Noise noise = new Noise(11);

  private Lobby(int width, int height, int horizon) {
    this.width = width;
    this.height = height;
    floor = horizon + 130;
  }

  /** The picture without people: packed colours, one a pixel. */
  static int[] paint(int width, int height, int horizon) {
    Lobby lobby = new Lobby(width, height, horizon);
    int[] pixels = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        pixels[y * width + x] = lobby.at(x, y).packed(1);
      }
    }
    return pixels;
  }

  private Colour at(int x, int y) {
    double side = (x - width / 2.0) / width;
    double fall = 1 - 0.5 * side * side - 0.12 * side;
    Colour colour = y < floor ? wall(x, y) : floor(x, y);
    double plant = plant(x, y);
    colour = colour.mix(LEAF.times(0.7 + 0.6 * noise.smooth(x / 5.0, y / 9.0)), plant);
    double grain = 1 + 0.02 * noise.rough(x / 6.0, y / 6.0);
    return colour.times(fall * grain * (0.8 + 0.2 * step(height, 0, y)));
  }

  private Colour wall(int x, int y) {
    Colour colour = WALL.times(0.95 + 0.06 * noise.rough(x / 90.0, y / 90.0));
    double window = box(x, y, 34, 190, 40, 250, 3);
    Colour outside = SKY.mix(Colour.of(150, 170, 140), step(170, 240, y + 9 * noise.rough(
        x / 22.0, 3)));
    double bars = Math.max(bell(x - 112, 2.5), bell(y - 132, 2.5));
    colour = colour.mix(Colour.of(92, 92, 90), box(x, y, 27, 197, 33, 257, 2));
    colour = colour.mix(outside.mix(Colour.of(92, 92, 90), bars), window);
    double door = box(x, y, 430, 560, 60, floor + 2, 2);
    double grainOfWood = 0.9 + 0.16 * noise.smooth(x / 5.0, y / 60.0);
    colour = colour.mix(Colour.of(86, 66, 50), box(x, y, 422, 568, 52, floor + 2, 2));
    colour = colour.mix(WOOD.times(grainOfWood), door);
    double panels = box(x, y, 446, 544, 78, 170, 2) + box(x, y, 446, 544, 192, floor - 18, 2);
    colour = colour.mix(WOOD.times(0.8 * grainOfWood), 0.6 * panels);
    colour = colour.mix(Colour.of(196, 190, 170), bell(Math.hypot(x - 441, y - 205), 4.5));
    return colour.mix(Colour.of(120, 116, 110), step(floor - 9, floor - 7, y) * (1 - door));
  }

  private Colour floor(int x, int y) {
    double depth = 90.0 / (y - floor + 26);
    double across = (x - width / 2.0) * depth / 46;
    double along = depth * 9;
    double line = Math.max(seam(across), seam(along));
    Colour tile = TILE.times(0.92 + 0.12 * noise.hash((int) Math.floor(across),
        (int) Math.floor(along)));
    double sheen = 0.25 * bell(x - 130, 120) * bell(y - floor, 90);
    return tile.mix(TILE.times(0.62), 0.7 * line).mix(SKY, sheen);
  }

  private static double seam(double place) {
    double off = Math.abs(place - Math.rint(place));
    return bell(off, 0.03);
  }

  private double plant(int x, int y) {
    double sum = 0;
    for (int i = 0; i < 9; i++) {
      double lean = (i - 4) * 13;
      double leaf = Curves.segment(x, y, 610, floor + 22, 610 + lean, 150 + 5 * Math.abs(lean) / 2);
      sum = Math.max(sum, step(5.5, 3.5, leaf));
    }
    return sum;
  }

  private static double box(
      double x, double y, double left, double right, double top, double bottom, double soft) {
    return step(left - soft, left, x) * step(right + soft, right, x)
        * step(top - soft, top, y) * step(bottom + soft, bottom, y);
  }
}
