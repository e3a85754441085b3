package io.facegate.vision;

import io.facegate.face.Box;
import io.facegate.face.DensePoints;
import io.facegate.face.Face;
import io.facegate.face.FaceCrop;
import io.facegate.face.Image;
import io.facegate.face.Landmarks;
import io.facegate.face.Point;
import java.util.EnumSet;
import java.util.Set;

/**
 * Cuts out of the picture what an embedder to come needs to see of a face: twice its box, so that
 * no alignment reaches beyond it, and no larger than embedders look at.
 */
final class CropKeeper implements FaceStage {
  private static final double GROWTH = 2;
  private static final int SIDE_PX_MAX = 320;
  private static final int LOSSLESS_PIXELS_MAX = 160 * 160;
  private static final int QUALITY = 95;
  private static final int QUALITY_OF_NOISE = 60;

  @Override
  public String name() {
    return "crop";
  }

  @Override
  public Set<Output> outputs() {
    return EnumSet.of(Output.CROP);
  }

  @Override
  public boolean isKnown(Face face, Set<Output> wanted) {
    return face.crop() != null;
  }

  @Override
  public Face measure(FaceView view, Face face) {
    Image image = view.image();
    Box part = part(image, face.box());
    double scale = Math.min(1, SIDE_PX_MAX / Math.max(part.width(), part.height()));
    int width = Math.max(1, (int) Math.round(part.width() * scale));
    int height = Math.max(1, (int) Math.round(part.height() * scale));
    byte[] encoded = encoded(image, part, width, height);
    return face.withCrop(
        new FaceCrop(encoded, within(face, part, width / part.width(), height / part.height())));
  }

  /* Of a small face every pixel counts. */
  private static byte[] encoded(Image image, Box part, int width, int height) {
    if (width * height <= LOSSLESS_PIXELS_MAX) {
      return Thumbnails.png(image, part, width, height);
    }
    byte[] jpeg = Thumbnails.fineJpeg(image, part, width, height, QUALITY);
    return jpeg.length <= FaceCrop.BYTES_MAX
        ? jpeg
        : Thumbnails.fineJpeg(image, part, width, height, QUALITY_OF_NOISE);
  }

  /** The surroundings of a face in whole pixels, as far as the picture goes. */
  private static Box part(Image image, Box face) {
    double side = GROWTH * Math.max(face.width(), face.height());
    double centreX = face.left() + face.width() / 2;
    double centreY = face.top() + face.height() / 2;
    int left = Math.clamp((long) Math.floor(centreX - side / 2), 0, image.width() - 1);
    int top = Math.clamp((long) Math.floor(centreY - side / 2), 0, image.height() - 1);
    int right = Math.clamp((long) Math.ceil(centreX + side / 2), left + 1, image.width());
    int bottom = Math.clamp((long) Math.ceil(centreY + side / 2), top + 1, image.height());
    return new Box(left, top, right - left, bottom - top);
  }

  /* The points by which the embedder aligned it, so that the next one sees the same face. */
  private static Landmarks within(Face face, Box part, double scaleX, double scaleY) {
    DensePoints points = face.points();
    Landmarks five = points == null ? face.landmarks() : points.five();
    return new Landmarks(
        within(five.leftEye(), part, scaleX, scaleY),
        within(five.rightEye(), part, scaleX, scaleY),
        within(five.noseTip(), part, scaleX, scaleY),
        within(five.mouthLeft(), part, scaleX, scaleY),
        within(five.mouthRight(), part, scaleX, scaleY));
  }

  private static Point within(Point point, Box part, double scaleX, double scaleY) {
    return new Point((point.x() - part.left()) * scaleX, (point.y() - part.top()) * scaleY);
  }
}
