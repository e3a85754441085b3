package io.facegate.demo;

import io.facegate.face.Image;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Writes pictures as PNG, 8-bit true colour, without filter (PNG specification, W3C). */
final class PngWriter {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  private PngWriter() {}

  /** The picture as the bytes of a PNG file. */
  static byte[] encode(Image image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(SIGNATURE);
      chunk(out, "IHDR", header(image));
      chunk(out, "IDAT", pixels(image));
      chunk(out, "IEND", new byte[0]);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static byte[] header(Image image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(image.width());
      out.writeInt(image.height());
      out.write(new byte[] {8, 2, 0, 0, 0});
    }
    return bytes.toByteArray();
  }

  private static byte[] pixels(Image image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] bgr = image.bgr();
    byte[] line = new byte[1 + 3 * image.width()];
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
      for (int y = 0; y < image.height(); y++) {
        int from = 3 * y * image.width();
        for (int x = 0; x < 3 * image.width(); x += 3) {
          line[1 + x] = bgr[from + x + 2];
          line[2 + x] = bgr[from + x + 1];
          line[3 + x] = bgr[from + x];
        }
        out.write(line);
      }
    }
    return bytes.toByteArray();
  }

  private static void chunk(DataOutputStream out, String type, byte[] body) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 check = new CRC32();
    check.update(name);
    check.update(body);
    out.writeInt(body.length);
    out.write(name);
    out.write(body);
    out.writeInt((int) check.getValue());
  }
}
