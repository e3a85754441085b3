package io.facegate.demo;

import io.facegate.face.Image;
import io.facegate.vision.DecodeLimits;
import io.facegate.vision.ImageDecoder;
import io.facegate.vision.StageTimer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Portraits of the demonstration's people: generated faces, the same on every machine. */
public final class DrawnCast {
  private DrawnCast() {}

  /** Portraits by the id of the person. */
  public static Map<String, Image> portraits() {
    ImageDecoder decoder = new ImageDecoder(DecodeLimits.defaults(), StageTimer.NONE);
    Map<String, Image> portraits = new LinkedHashMap<>();
    for (CastMember member : List.of(Cast.ADA, Cast.BO, Cast.CLEO, Cast.DEV)) {
      portraits.put(member.id(), decoder.decode(Portraits.png(member)));
    }
    return portraits;
  }
}
