package io.facegate.vision;

import io.facegate.face.Box;
import io.facegate.face.Image;
import io.facegate.inference.CropSpec.CropKind;
import io.facegate.inference.CropSpec;
import io.facegate.inference.InputSpec;
import io.facegate.inference.Model;
import io.facegate.inference.ModelRun;

/** Rectangles cut out of a picture. */
final class Crops {
  private Crops() {}

  /** From pixels of an input to pixels of the picture, the box stretched to the input. */
  static Affine toImage(Box box, InputSpec input) {
    return toImage(box, input.width(), input.height());
  }

  private static Affine toImage(Box box, int width, int height) {
    double scaleX = box.width() / width;
    double scaleY = box.height() / height;
    return Affine.scaling(
        scaleX, scaleY, box.left() + scaleX / 2 - 0.5, box.top() + scaleY / 2 - 0.5);
  }

  /**
   * Fills a model's input with a box, grown about its centre as the model's card says, and with
   * what is around it, where the card wants that, too.
   */
  static void showBox(Image image, Box box, Model model, ModelRun run) {
    CropSpec crop = model.card().crop();
    InputSpec input = model.input();
    Box near = grown(box, crop.scale());
    if (crop.kind() != CropKind.BOX_ABOVE_SURROUNDINGS) {
      Sampler.smooth(image, toImage(near, input), input, crop.beyond(), run.input());
      return;
    }
    int half = input.height() / 2;
    Affine toNear = toImage(near, input.width(), half);
    Sampler.smooth(image, toNear, input, 0, half, crop.beyond(), run.input());
    Affine toAround = toImage(grown(near, CropKind.AROUND), input.width(), half);
    Sampler.smooth(image, toAround, input, half, half, crop.beyond(), run.input());
  }

  /** A box grown about its centre. */
  static Box grown(Box box, double factor) {
    double width = box.width() * factor;
    double height = box.height() * factor;
    return new Box(
        box.left() - (width - box.width()) / 2,
        box.top() - (height - box.height()) / 2,
        width,
        height);
  }

  /** The largest growth, up to a wish, at which a box of this size still fits into the picture. */
  static double growthWithin(Image image, Box box, double wish) {
    double widest = (image.width() - 1) / box.width();
    double highest = (image.height() - 1) / box.height();
    return Math.min(wish, Math.min(widest, highest));
  }

  /** A box moved by as little as brings it into the picture. */
  static Box movedInto(Image image, Box box) {
    double left = Math.clamp(box.left(), 0, Math.max(0, image.width() - box.width()));
    double top = Math.clamp(box.top(), 0, Math.max(0, image.height() - box.height()));
    return new Box(left, top, box.width(), box.height());
  }
}
