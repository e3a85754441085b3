package io.facegate.inference;

import java.util.List;

/**
 * Which part of a picture a model looks at.
 *
 * @param kind how it is cut out
 * @param scale side of the crop in units of the face box; 1 where it says nothing
 * @param template for {@link CropKind#FIVE_POINTS}: where left eye, right eye, nose tip, left and
 *     right mouth corner go, as shares of the input's sides; otherwise empty
 * @param beyond what is seen beyond the edges of the picture
 */
public record CropSpec(CropKind kind, double scale, List<TemplatePoint> template, Beyond beyond) {

  /** How a crop is cut out. */
  public enum CropKind {
    /** The whole picture, shrunk or grown to fit. */
    WHOLE_PICTURE,
    /** The face turned upright and scaled, so that its five points meet the template. */
    FIVE_POINTS,
    /** The box grown about its centre by the scale, stretched to the input. */
    BOX,
    /**
     * The upper half of the input shows the box grown about its centre by the scale, the lower half
     * {@value #AROUND} times as much of the picture; both stretched to their half. For verifiers.
     */
    BOX_ABOVE_SURROUNDINGS,
    /** The box grown about its centre by the scale, less where the picture ends. */
    BOX_WITH_SURROUNDINGS;

    /** How much more the lower half shows in {@link #BOX_ABOVE_SURROUNDINGS}. */
    public static final double AROUND = 2.5;
  }

  /** A place as shares of the sides, from the top left corner. */
  public record TemplatePoint(double x, double y) {}

  /** Checks the template. */
  public CropSpec {
    if (scale <= 0 || template.size() != (kind == CropKind.FIVE_POINTS ? 5 : 0)) {
      throw new IllegalArgumentException(
          "crop %s of scale %s with %d points".formatted(kind, scale, template.size()));
    }
    template = List.copyOf(template);
  }
}
