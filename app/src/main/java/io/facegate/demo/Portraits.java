package io.facegate.demo;

import java.util.Arrays;

/** Pictures for the enrolment of drawn people. */
final class Portraits {
  static final int WIDTH = 320;
  static final int HEIGHT = 384;

  private static final int BACKDROP = 0xFF8E949A;
  private static final double FOCAL = 800;
  private static final double DISTANCE = 800;

  private Portraits() {}

  /** A person from the front, as the bytes of a PNG file. */
  static byte[] png(CastMember member) {
    Canvas canvas = new Canvas(WIDTH, HEIGHT);
    Rasteriser rasteriser = new Rasteriser(canvas, FOCAL, HEIGHT / 2.0);
    new Figure(member.shape())
        .draw(rasteriser, new Light(30, 36, 1), Pose.STRAIGHT, 0, 20, DISTANCE);
    int[] background = new int[WIDTH * HEIGHT];
    Arrays.fill(background, BACKDROP);
    return PngWriter.encode(canvas.over(background));
  }
}
