package io.facegate.dialect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Spoils pictures; PNG so that decoders take the spoilt chunks for good ones. */
final class FuzzPictures {
  private static final int CHUNKS_START = 8;
  private static final int CHUNK_FRAME = 12;
  private static final List<String> CHUNKS =
      List.of(
          "IHDR", "PLTE", "IDAT", "IEND", "acTL", "fcTL", "fdAT", "tRNS", "eXIf", "iCCP", "zTXt",
          "iTXt", "tEXt", "gAMA", "cHRM", "sBIT", "bKGD", "hIST", "pHYs", "sPLT", "sRGB", "cICP");
  private static final FuzzRequest.Bytes DEFLATED = deflated();

  private final RandomGenerator random;
  private final FuzzBytes bytes;

  FuzzPictures(RandomGenerator random) {
    this.random = random;
    this.bytes = new FuzzBytes(random);
  }

  /** A picture with one to three changes. */
  byte[] changed(byte[] picture) {
    byte[] changed = picture;
    for (int i = random.nextInt(3); i >= 0; i--) {
      boolean byChunk = isPng(changed) && random.nextInt(3) == 0;
      changed = byChunk ? chunked(changed) : bytes.changed(changed);
    }
    return isPng(changed) && random.nextInt(4) > 0 ? summed(changed) : changed;
  }

  private static boolean isPng(byte[] picture) {
    return picture.length > 33 && (picture[0] & 0xff) == 0x89;
  }

  /** With one more chunk. */
  private byte[] chunked(byte[] png) {
    List<Integer> places = places(png);
    if (places.isEmpty()) {
      return png;
    }
    int place = places.get(random.nextInt(places.size()));
    String name = CHUNKS.get(random.nextInt(CHUNKS.size()));
    byte[] content = new byte[random.nextInt(40)];
    random.nextBytes(content);
    byte[] filling = random.nextInt(4) == 0 ? DEFLATED.array() : content;
    return ByteBuffer.allocate(png.length + CHUNK_FRAME + filling.length)
        .put(png, 0, place)
        .putInt(random.nextInt(8) == 0 ? random.nextInt() : filling.length)
        .put(name.getBytes(StandardCharsets.US_ASCII))
        .put(filling)
        .putInt(0)
        .put(png, place, png.length - place)
        .array();
  }

  /** With check sums that are right. */
  private static byte[] summed(byte[] png) {
    ByteBuffer data = ByteBuffer.wrap(png.clone());
    for (int place : places(png)) {
      int length = data.getInt(place);
      CRC32 sum = new CRC32();
      sum.update(png, place + 4, length + 4);
      data.putInt(place + 8 + length, (int) sum.getValue());
    }
    return data.array();
  }

  /** Where whole chunks begin. */
  private static List<Integer> places(byte[] png) {
    List<Integer> places = new ArrayList<>();
    ByteBuffer data = ByteBuffer.wrap(png);
    long place = CHUNKS_START;
    while (place + CHUNK_FRAME <= png.length) {
      long length = data.getInt((int) place) & 0xFFFFFFFFL;
      if (place + CHUNK_FRAME + length > png.length) {
        break;
      }
      places.add((int) place);
      place += CHUNK_FRAME + length;
    }
    return places;
  }

  /* What a compressed profile or text may look like: little that becomes much. */
  private static FuzzRequest.Bytes deflated() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {'a', 0, 0});
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
      deflater.write(new byte[4 << 20]);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return new FuzzRequest.Bytes(out.toByteArray());
  }
}
