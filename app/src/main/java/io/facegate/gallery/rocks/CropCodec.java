package io.facegate.gallery.rocks;

import io.facegate.face.FaceCrop;
import io.facegate.face.Landmarks;
import io.facegate.face.Point;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.List;

/** Crops as bytes, in their {@link Envelope}: five points in single precision, then the picture. */
final class CropCodec {
  private static final int POINT_BYTES = 5 * 2 * Float.BYTES;

  private CropCodec() {}

  static byte[] encode(byte[] key, FaceCrop crop) {
    ByteBuffer body = ByteBuffer.allocate(POINT_BYTES + crop.encoded().length);
    Landmarks five = crop.landmarks();
    for (Point point :
        List.of(
            five.leftEye(), five.rightEye(), five.noseTip(), five.mouthLeft(), five.mouthRight())) {
      body.putFloat((float) point.x()).putFloat((float) point.y());
    }
    return Envelope.seal(key, body.put(crop.encoded()).array());
  }

  static FaceCrop decode(byte[] key, byte[] value) throws CorruptRecordException {
    ByteBuffer in = Envelope.open(key, value);
    try {
      Landmarks five =
          new Landmarks(point(in), point(in), point(in), point(in), point(in));
      byte[] encoded = new byte[in.remaining()];
      in.get(encoded);
      return new FaceCrop(encoded, five);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new CorruptRecordException("it is no crop: " + e);
    }
  }

  private static Point point(ByteBuffer in) {
    return new Point(in.getFloat(), in.getFloat());
  }
}
