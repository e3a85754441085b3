package io.facegate.report;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;

/** Reads picture files of an operator, and says in words what is wrong with one. */
final class PictureFiles {
  /** No decoder takes more; the configured limit, which is lower, comes after. */
  private static final int BYTES_MAX = 64 << 20;

  private PictureFiles() {}

  /** The bytes of a file. */
  static byte[] bytes(Path file, LinkOption... options) throws IOException {
    try (InputStream in = Files.newInputStream(file, options)) {
      byte[] bytes = in.readNBytes(BYTES_MAX + 1);
      if (bytes.length > BYTES_MAX) {
        throw new FaceException(FaceFailure.IMAGE_TOO_LARGE);
      }
      return bytes;
    }
  }

  /** A failure as an operator reads it. */
  static String words(FaceException failure) {
    String name = failure.failure().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return failure.detail().isEmpty() ? name : name + ": " + failure.detail();
  }
}
