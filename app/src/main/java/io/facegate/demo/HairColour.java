package io.facegate.demo;

/** The colours hair comes in. */
final class HairColour {
  private static final Colour[] PALETTE = {
    Colour.of(26, 22, 20),
    Colour.of(48, 34, 26),
    Colour.of(80, 54, 36),
    Colour.of(118, 78, 44),
    Colour.of(142, 70, 34),
    Colour.of(178, 132, 78),
    Colour.of(212, 178, 118),
    Colour.of(128, 124, 120),
    Colour.of(206, 204, 200),
  };

  private HairColour() {}

  /** The colour of a person's hair, brows and beard. */
  static Colour of(HeadShape shape) {
    double place = shape.get(Trait.HAIR_COLOUR) * (PALETTE.length - 1);
    int low = Math.min(PALETTE.length - 2, (int) place);
    return PALETTE[low].mix(PALETTE[low + 1], place - low);
  }
}
