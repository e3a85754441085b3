package io.facegate.camera;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.fileupload2.core.MultipartInput;

/**
 * Takes the pictures out of what a camera has pushed. A picture is known by its first bytes: what a
 * camera calls it, and which file name it gives, counts for nothing.
 */
final class PictureParts {
  private static final int PARTS_MAX = 64;
  private static final int PART_HEADER_BYTES_MAX = 8 << 10;
  private static final Pattern BOUNDARY =
      Pattern.compile(
          ";\\s*boundary=(?:\"([^\"]{1,70})\"|([^;\\s]{1,70}))", Pattern.CASE_INSENSITIVE);

  private PictureParts() {}

  /** The encoded pictures, one or more. */
  static List<byte[]> of(String contentType, byte[] body, int picturesMax) {
    List<byte[]> pictures =
        contentType.toLowerCase(Locale.ROOT).startsWith("multipart/")
            ? multipart(contentType, body)
            : isPicture(body) ? List.of(body) : List.of();
    if (pictures.isEmpty() || pictures.size() > picturesMax) {
      throw new FaceException(
          FaceFailure.IMAGE_COUNT_WRONG, pictures.size() + " pictures in a push");
    }
    return pictures;
  }

  private static List<byte[]> multipart(String contentType, byte[] body) {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      throw new FaceException(FaceFailure.BODY_UNREADABLE, "multipart without a boundary");
    }
    String delimiter = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
    try {
      MultipartInput input =
          MultipartInput.builder()
              .setByteArray(body)
              .setBoundary(delimiter.getBytes(StandardCharsets.ISO_8859_1))
              .setPartHeaderSizeMax(PART_HEADER_BYTES_MAX)
              .get();
      return pictures(input);
    } catch (IOException | IllegalArgumentException e) {
      throw new FaceException(FaceFailure.BODY_UNREADABLE, "a broken multipart body", e);
    }
  }

  private static List<byte[]> pictures(MultipartInput input) throws IOException {
    List<byte[]> pictures = new ArrayList<>();
    boolean more = input.skipPreamble();
    for (int parts = 0; more; parts++) {
      if (parts == PARTS_MAX) {
        throw new FaceException(FaceFailure.BODY_UNREADABLE, "too many parts");
      }
      input.readHeaders();
      ByteArrayOutputStream part = new ByteArrayOutputStream();
      input.readBodyData(part);
      if (isPicture(part.toByteArray())) {
        pictures.add(part.toByteArray());
      }
      more = input.readBoundary();
    }
    return pictures;
  }

  private static boolean isPicture(byte[] bytes) {
    return startsWith(bytes, 0xFF, 0xD8, 0xFF) || startsWith(bytes, 0x89, 'P', 'N', 'G');
  }

  private static boolean startsWith(byte[] bytes, int... start) {
    if (bytes.length < start.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if ((bytes[i] & 0xFF) != start[i]) {
        return false;
      }
    }
    return true;
  }
}
