package io.facegate.vision;

import io.facegate.face.Box;
import io.facegate.face.Image;
import io.facegate.inference.CropSpec;
import io.facegate.inference.InputSpec;
import io.facegate.inference.Model;
import io.facegate.inference.ModelRun;

/** Rectangles cut out of a picture. */
final class Crops {
  private Crops() {}

  /** From pixels of an input to pixels of the picture, the box stretched to the input. */
  static Affine toImage(Box box, InputSpec input) {
    double scaleX = box.width() / input.width();
    double scaleY = box.height() / input.height();
    return Affine.scaling(
        scaleX, scaleY, box.left() + scaleX / 2 - 0.5, box.top() + scaleY / 2 - 0.5);
  }

  /** Fills a model's input with a box, grown about its centre as the model's card says. */
  static void showBox(Image image, Box box, Model model, ModelRun run) {
    CropSpec crop = model.card().crop();
    Affine toImage = toImage(grown(box, crop.scale()), model.input());
    Sampler.smooth(image, toImage, model.input(), crop.beyond(), run.input());
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
