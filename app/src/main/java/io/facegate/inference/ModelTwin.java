package io.facegate.inference;

import java.util.regex.Pattern;

/**
 * A file that holds the same model otherwise: in whole numbers of 8 bits, smaller and on some boxes
 * faster, or as another engine has it.
 *
 * @param file name inside the folder of models; one folder may stand before it
 * @param bytes exact size of the file
 * @param sha256 checksum of the file, 64 small hexadecimal digits
 */
public record ModelTwin(String file, long bytes, String sha256) {
  private static final Pattern FILE =
      Pattern.compile("([A-Za-z0-9][A-Za-z0-9_-]{0,30}/)?[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final long BYTES_MAX = 512L << 20;

  /** Checks what can be checked without the file. */
  public ModelTwin {
    check(file, bytes, sha256);
  }

  static void check(String file, long bytes, String sha256) {
    if (!FILE.matcher(file).matches() || !SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException("file %s with sha256 %s".formatted(file, sha256));
    }
    if (bytes < 1 || bytes > BYTES_MAX) {
      throw new IllegalArgumentException("%s has %d bytes".formatted(file, bytes));
    }
  }
}
