package io.facegate.vision;

import io.facegate.face.PictureSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * How a picture lies on the detector's input: scaled, then shifted, the rest filled.
 *
 * @param height of the input, a multiple of 32
 * @param width of the input, a multiple of 32
 * @param scale input pixels per picture pixel
 * @param left of the picture on the input
 * @param top of the picture on the input
 */
record Canvas(int height, int width, double scale, int left, int top) {
  /** Long side of the first, coarse look. */
  static final int COARSE = 320;

  /** Long sides, rising, one of which serves a picture and the smallest face wanted in it. */
  private static final int[] SIDES = {COARSE, 640, 960, 1280, 1920};

  /** Shapes, as short side over long side: few, since each shape opens a session of its own. */
  private static final double[] SHAPES = {9.0 / 16, 3.0 / 4, 1};

  /** Smallest face, in pixels of the input, that the detector finds reliably. */
  private static final double FACE_PX_MIN = 14;

  /* A face that fills its picture is found best where it fills half of the input. */
  private static final double ROOM_SHARE = 0.5;

  /** The looks to take at a picture, in order. */
  static List<Canvas> looks(int pictureWidth, int pictureHeight, Want want, int sidePxMax) {
    List<Canvas> looks = new ArrayList<>();
    Canvas coarse = fitted(pictureWidth, pictureHeight, COARSE);
    if (want.spec() == PictureSpec.SNAP) {
      looks.add(coarse.withRoom(pictureWidth, pictureHeight));
    }
    looks.add(coarse);
    double longSide = Math.max(pictureWidth, pictureHeight);
    int side = side(longSide * FACE_PX_MIN / Math.max(1, want.faceSizePxMin()), sidePxMax);
    if (side > COARSE && longSide > COARSE) {
      looks.add(fitted(pictureWidth, pictureHeight, side));
    }
    return looks;
  }

  /** The looks to take at a picture with a model whose input has one size. */
  static List<Canvas> fixed(
      int pictureWidth, int pictureHeight, Want want, int height, int width) {
    double scale = Math.min((double) width / pictureWidth, (double) height / pictureHeight);
    Canvas whole = new Canvas(height, width, scale, 0, 0);
    if (want.spec() != PictureSpec.SNAP) {
      return List.of(whole);
    }
    return List.of(whole.withRoom(pictureWidth, pictureHeight), whole);
  }

  /** The same input with the picture half as large in its middle: room around what fills it. */
  Canvas withRoom(int pictureWidth, int pictureHeight) {
    double less = ROOM_SHARE * scale;
    int middleLeft = (int) ((width - pictureWidth * less) / 2);
    int middleTop = (int) ((height - pictureHeight * less) / 2);
    return new Canvas(height, width, less, middleLeft, middleTop);
  }

  private static int side(double wanted, int sidePxMax) {
    int chosen = COARSE;
    for (int side : SIDES) {
      if (side <= sidePxMax && chosen < wanted) {
        chosen = side;
      }
    }
    return chosen;
  }

  private static Canvas fitted(int pictureWidth, int pictureHeight, int side) {
    double scale = (double) side / Math.max(pictureWidth, pictureHeight);
    double shorter = Math.min(pictureWidth, pictureHeight) * scale;
    int shortSide = side;
    for (int i = SHAPES.length - 1; i >= 0; i--) {
      int candidate = (int) Math.ceil(side * SHAPES[i] / 32) * 32;
      shortSide = candidate >= shorter ? candidate : shortSide;
    }
    boolean wide = pictureWidth >= pictureHeight;
    return new Canvas(wide ? shortSide : side, wide ? side : shortSide, scale, 0, 0);
  }

  double toPictureX(double x) {
    return (x - left) / scale;
  }

  double toPictureY(double y) {
    return (y - top) / scale;
  }
}
