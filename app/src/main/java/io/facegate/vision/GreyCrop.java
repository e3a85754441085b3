package io.facegate.vision;

import io.facegate.face.Face;
import io.facegate.face.Image;
import io.facegate.inference.Beyond;
import io.facegate.inference.ColourOrder;
import io.facegate.inference.CropSpec;
import io.facegate.inference.CropSpec.CropKind;
import io.facegate.inference.CropSpec.TemplatePoint;
import io.facegate.inference.InputSpec;
import java.nio.FloatBuffer;
import java.util.List;

/** Cuts upright faces out of pictures as luminance, all of one size and with one place for eyes. */
final class GreyCrop {
  private final InputSpec input;
  private final FaceAligner aligner;

  /**
   * Crops of {@code side} pixels.
   *
   * @param template where the five points go, as shares of the side
   */
  GreyCrop(int side, List<TemplatePoint> template) {
    List<Double> none = List.of(0.0, 0.0, 0.0);
    List<Double> one = List.of(1.0, 1.0, 1.0);
    this.input = new InputSpec("face", side, side, false, ColourOrder.BGR, none, one);
    this.aligner =
        new FaceAligner(new CropSpec(CropKind.FIVE_POINTS, 1, template, Beyond.EDGE), input);
  }

  /** The luminance of a face, 0 to 255, row by row (Rec. ITU-R BT.601). */
  float[] of(Image image, Face face) {
    float[] planes = new float[input.elements()];
    Affine toImage = aligner.toImage(face.landmarks());
    Sampler.smooth(image, toImage, input, Beyond.EDGE, FloatBuffer.wrap(planes));
    int plane = input.height() * input.width();
    float[] grey = new float[plane];
    for (int i = 0; i < plane; i++) {
      grey[i] = 0.114f * planes[i] + 0.587f * planes[plane + i] + 0.299f * planes[2 * plane + i];
    }
    return grey;
  }
}
