package io.facegate.dialect.aip;

import io.facegate.core.ImageRef;
import io.facegate.dialect.Parameters;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.util.List;

/** Reads the pictures of a request, which come as images or as image: the documents say both. */
public final class Pictures {
  /** So many pictures at a time are compared, or taken for one person. */
  private static final int COUNT_MAX = 20;

  private static final long FRAME_BYTES = 64 << 10;

  private Pictures() {}

  /**
   * The bytes of a body that holds so much base64, percent-encoded. White pixels of a BMP are
   * nothing but slashes, so that each letter may be three.
   */
  public static int bodyBytesMax(int base64LengthMax) {
    return Math.toIntExact(base64LengthMax * 3L + FRAME_BYTES);
  }

  /** Exactly one; fails as {@link #several}, and over one with PARAMETER_TOO_LONG. */
  public static ImageRef one(Parameters parameters, int base64LengthMax) {
    return strict(read(parameters, base64LengthMax, 1)).getFirst();
  }

  /**
   * One or more. Fails with PARAMETER_MISSING, IMAGE_EMPTY when one of them is empty or no base64,
   * IMAGE_TOO_LARGE, and PARAMETER_TOO_LONG over 20.
   */
  public static List<ImageRef> several(Parameters parameters, int base64LengthMax) {
    return strict(read(parameters, base64LengthMax, COUNT_MAX));
  }

  /** As {@link #several}, but one that is empty or no base64 keeps its place, without bytes. */
  public static List<ImageRef> numbered(Parameters parameters, int base64LengthMax) {
    return references(read(parameters, base64LengthMax, COUNT_MAX));
  }

  private static List<byte[]> read(Parameters parameters, int base64LengthMax, int countMax) {
    return parameters.pictures(base64LengthMax, countMax, "images", "image");
  }

  private static List<ImageRef> strict(List<byte[]> pictures) {
    for (byte[] picture : pictures) {
      if (picture.length == 0) {
        throw new FaceException(FaceFailure.IMAGE_EMPTY);
      }
    }
    return references(pictures);
  }

  private static List<ImageRef> references(List<byte[]> pictures) {
    return pictures.stream().<ImageRef>map(ImageRef.Bytes::new).toList();
  }
}
