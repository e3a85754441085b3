package io.facegate.vision;

import io.facegate.face.Box;
import io.facegate.face.Face;
import io.facegate.face.Image;
import io.facegate.face.Quality;
import java.util.EnumSet;
import java.util.Set;

/**
 * Grades how usable a face is: blur, light, and whether it lies wholly inside the picture. A face
 * under {@value FaceView#QUALITY_PX_MIN} pixels stays ungraded.
 */
final class QualityGrader implements FaceStage {
  /** Share of the box by which a face may reach over an edge and still count as whole. */
  private static final double OVERHANG_MAX = 0.03;

  @Override
  public String name() {
    return "quality";
  }

  @Override
  public Set<Output> outputs() {
    return EnumSet.of(Output.QUALITY);
  }

  @Override
  public boolean isKnown(Face face, Set<Output> wanted) {
    return face.quality() != null;
  }

  @Override
  public Face measure(FaceView view, Face face) {
    if (!FaceView.isGradable(face)) {
      return face;
    }
    Image image = view.image();
    GreyFace grey = view.grey(face);
    Quality quality =
        new Quality(grey.blur(), grey.illumination(), isComplete(image, face.box()), null);
    return face.withQuality(quality);
  }

  private static boolean isComplete(Image image, Box box) {
    double slackX = box.width() * OVERHANG_MAX;
    double slackY = box.height() * OVERHANG_MAX;
    return box.left() >= -slackX
        && box.top() >= -slackY
        && box.right() <= image.width() + slackX
        && box.bottom() <= image.height() + slackY;
  }
}
