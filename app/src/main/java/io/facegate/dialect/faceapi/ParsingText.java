package io.facegate.dialect.faceapi;

import io.facegate.face.Parsing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/**
 * The parts of a face as parsing_info holds them: a number for each pixel of the picture, row by
 * row from the top, with commas between, packed by gzip and then written as base64.
 */
final class ParsingText {
  private static final int CHUNK_BYTES = 1 << 13;

  /** Of one pixel: three digits and a comma. */
  private static final int LETTERS_MAX = 4;

  private ParsingText() {}

  static String of(Parsing parsing) {
    ByteArrayOutputStream base64 = new ByteArrayOutputStream();
    try (OutputStream packed =
        new GZIPOutputStream(Base64.getEncoder().wrap(base64), CHUNK_BYTES)) {
      write(parsing.classes(), packed);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return base64.toString(StandardCharsets.US_ASCII);
  }

  /* A picture has millions of pixels, so their text is never held as a whole. */
  private static void write(byte[] classes, OutputStream out) throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    int used = 0;
    for (int pixel = 0; pixel < classes.length; pixel++) {
      if (used + LETTERS_MAX > CHUNK_BYTES) {
        out.write(chunk, 0, used);
        used = 0;
      }
      if (pixel > 0) {
        chunk[used++] = ',';
      }
      int number = Byte.toUnsignedInt(classes[pixel]);
      for (int unit = number > 99 ? 100 : number > 9 ? 10 : 1; unit > 0; unit /= 10) {
        chunk[used++] = (byte) ('0' + number / unit % 10);
      }
    }
    out.write(chunk, 0, used);
  }
}
