package io.facegate.vision;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What the first bytes of a picture say, read without decoding it: JPEG (ITU-T T.81), PNG (W3C
 * PNG, third edition) and BMP. Everything else is refused.
 *
 * @param width before any turn by EXIF
 * @param height before any turn by EXIF
 * @param length how many bytes the picture takes; what stands behind them is nobody's
 */
record PictureHeader(Format format, int width, int height, int length) {
  enum Format {
    JPEG,
    PNG,
    BMP
  }

  private static final long PNG_SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int PNG_HEADER = 0x49484452;
  private static final int PNG_END = 0x49454E44;
  private static final int BMP_MAGIC = 0x424D;
  private static final int GIF_MAGIC = 0x47494638;
  private static final int RIFF_MAGIC = 0x52494646;
  private static final int WEBP_MAGIC = 0x57454250;
  private static final int TIFF_LITTLE_MAGIC = 0x49492A00;
  private static final int TIFF_BIG_MAGIC = 0x4D4D002A;

  /**
   * Reads a header, and checks that the file is whole: a JPEG reaches its end marker, a PNG its
   * end chunk, an uncompressed BMP its last row. Decoders paint missing rows grey, which no face
   * should be judged by.
   *
   * @throws FaceException IMAGE_KIND_REFUSED for a GIF, WebP or TIFF, IMAGE_UNREADABLE for anything
   *     else that is no whole picture of these kinds
   */
  static PictureHeader read(byte[] bytes) {
    ByteBuffer data = ByteBuffer.wrap(bytes);
    if (bytes.length >= 4 && (data.getInt(0) & 0xFFFFFF00) == 0xFFD8FF00) {
      return JpegHeader.read(data);
    }
    if (bytes.length >= 33 && data.getLong(0) == PNG_SIGNATURE) {
      return png(data);
    }
    if (bytes.length >= 30 && (data.getShort(0) & 0xFFFF) == BMP_MAGIC) {
      return bmp(data.order(ByteOrder.LITTLE_ENDIAN));
    }
    if (isOfRefusedKind(data)) {
      throw new FaceException(FaceFailure.IMAGE_KIND_REFUSED, "not a JPEG, PNG or BMP");
    }
    throw unreadable("not a JPEG, PNG or BMP");
  }

  /** Whether these are the first bytes of a GIF, a WebP or a TIFF. */
  private static boolean isOfRefusedKind(ByteBuffer data) {
    if (data.limit() < 12) {
      return false;
    }
    int first = data.getInt(0);
    return first == GIF_MAGIC
        || first == TIFF_LITTLE_MAGIC
        || first == TIFF_BIG_MAGIC
        || (first == RIFF_MAGIC && data.getInt(8) == WEBP_MAGIC);
  }

  static FaceException unreadable(String why) {
    return new FaceException(FaceFailure.IMAGE_UNREADABLE, why);
  }

  private static PictureHeader png(ByteBuffer data) {
    if (data.getInt(8) != 13 || data.getInt(12) != PNG_HEADER) {
      throw unreadable("PNG without header");
    }
    long place = 8;
    while (place + 12 <= data.limit()) {
      long length = data.getInt((int) place) & 0xFFFFFFFFL;
      /* The decoder makes room for what a chunk claims before it looks how much there is. */
      if (place + 12 + length > data.limit()) {
        throw unreadable("PNG with a chunk longer than itself");
      }
      if (data.getInt((int) place + 4) == PNG_END) {
        int end = (int) (place + 12 + length);
        return new PictureHeader(Format.PNG, data.getInt(16), data.getInt(20), end);
      }
      place += 12 + length;
    }
    throw unreadable("PNG is cut off");
  }

  private static PictureHeader bmp(ByteBuffer data) {
    long pixels = data.getInt(10) & 0xFFFFFFFFL;
    int infoBytes = data.getInt(14);
    boolean old = infoBytes == 12;
    if (!old && infoBytes < 40) {
      throw unreadable("BMP of an unknown kind");
    }
    int width = old ? data.getShort(18) & 0xFFFF : data.getInt(18);
    int height = old ? data.getShort(20) & 0xFFFF : Math.absExact(legal(data.getInt(22)));
    int bits = data.getShort(old ? 24 : 28) & 0xFFFF;
    int compression = old || data.limit() < 34 ? 0 : data.getInt(30);
    long rowBytes = ((long) width * bits + 31) / 32 * 4;
    if (compression == 0 && pixels + rowBytes * height > data.limit()) {
      throw unreadable("BMP is cut off");
    }
    return new PictureHeader(Format.BMP, width, height, data.limit());
  }

  private static int legal(int height) {
    if (height == Integer.MIN_VALUE) {
      throw unreadable("BMP of an impossible height");
    }
    return height;
  }
}
