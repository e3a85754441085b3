package io.facegate.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.facegate.bench.Pictures;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.Image;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fixtures are 48 x 32: red, green above blue, white. */
class ImageDecoderTest {
  private static final int RED = 0xC81E1E;
  private static final int GREEN = 0x1EB428;
  private static final int BLUE = 0x1E28C8;
  private static final int WHITE = 0xFFFFFF;

  private final ImageDecoder decoder =
      new ImageDecoder(new DecodeLimits(100_000, 10_000, 200), StageTimer.NONE);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quadrants.jpg",
        "quadrants-progressive.jpg",
        "quadrants-cmyk.jpg",
        "quadrants.png",
        "quadrants-16bit.png",
        "quadrants-palette.png",
        "quadrants-alpha.png",
        "quadrants.bmp"
      })
  void coloursComeOutRight(String name) throws IOException {
    Image image = decoder.decode(fixture(name));
    assertEquals(48, image.width());
    assertEquals(32, image.height());
    assertQuadrants(image, RED, GREEN, BLUE, WHITE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"quadrants.gif", "quadrants.webp", "quadrants.tif"})
  void otherKindsAreRefused(String name) throws IOException {
    assertRefused(FaceFailure.IMAGE_KIND_REFUSED, fixture(name));
  }

  @Test
  void exifTurnIsCarriedOut() throws IOException {
    Image image = decoder.decode(withOrientation(fixture("quadrants.jpg"), 6));
    assertEquals(32, image.width());
    assertEquals(48, image.height());
    assertQuadrants(image, BLUE, RED, WHITE, GREEN);
  }

  @Test
  void bmpFromTheTopDownIsRead() throws IOException {
    Image image = new Image(4, 4, new byte[48]);
    byte[] bmp = Pictures.encoded(image, ".bmp");
    ByteBuffer data = ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN);
    data.putInt(22, -4);
    data.put(data.getInt(10), (byte) 200);
    assertEquals((byte) 200, decoder.decode(bmp).bgr()[0]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quadrants.jpg",
        "quadrants-progressive.jpg",
        "quadrants-cmyk.jpg",
        "quadrants.png",
        "quadrants.bmp"
      })
  void anyTruncationIsRefused(String name) throws IOException {
    byte[] whole = fixture(name);
    for (int length = 0; length < whole.length - 8; length++) {
      assertRefused(FaceFailure.IMAGE_UNREADABLE, Arrays.copyOf(whole, length));
    }
  }

  @Test
  void jpegWithTrailingBytesIsRead() throws IOException {
    byte[] whole = fixture("quadrants.jpg");
    assertEquals(48, decoder.decode(Arrays.copyOf(whole, whole.length + 100)).width());
  }

  @Test
  void bombsAreRefusedFromTheirHeader() throws IOException {
    byte[] png = fixture("quadrants.png");
    ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);
    assertRefused(FaceFailure.IMAGE_TOO_LARGE, png);

    byte[] jpeg = fixture("quadrants.jpg");
    int frame = frame(jpeg);
    ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 65_000).putShort(frame + 7, (short) 65_000);
    assertRefused(FaceFailure.IMAGE_TOO_LARGE, jpeg);

    assertRefused(FaceFailure.IMAGE_TOO_LARGE, Pictures.encoded(picture(150, 100), ".bmp"));
    assertRefused(FaceFailure.IMAGE_TOO_LARGE, Pictures.encoded(picture(201, 2), ".png"));
    assertRefused(FaceFailure.IMAGE_TOO_LARGE, new byte[100_001]);
  }

  @Test
  void pngThatClaimsGigabytesIsRefused() throws IOException {
    byte[] png = fixture("quadrants.png");
    ByteBuffer data = ByteBuffer.wrap(png);
    int place = 8;
    while (place < png.length) {
      int length = data.getInt(place);
      for (int claim : new int[] {-1, Integer.MIN_VALUE, 0xC0000000, 0x7FFFFFFF, png.length}) {
        data.putInt(place, claim);
        assertRefused(FaceFailure.IMAGE_UNREADABLE, png);
      }
      data.putInt(place, length);
      place += 12 + length;
    }
  }

  @Test
  void whatStandsBehindTheEndOfPngIsNobodys() throws IOException {
    byte[] png = fixture("quadrants.png");
    ByteBuffer claim = ByteBuffer.allocate(30).putInt(0x20000000).put(ascii("PLTE"));
    byte[] longer = ByteBuffer.allocate(png.length + 30).put(png).put(claim.array()).array();
    assertEquals(48, decoder.decode(longer).width());

    byte[] end = Arrays.copyOfRange(png, png.length - 12, png.length);
    byte[] empty = ByteBuffer.allocate(75).put(png, 0, 33).put(end).put(claim.array()).array();
    assertRefused(FaceFailure.IMAGE_UNREADABLE, empty);
  }

  @Test
  void contradictionsAreRefused() throws IOException {
    byte[] jpeg = fixture("quadrants.jpg");
    ByteBuffer.wrap(jpeg).putShort(frame(jpeg) + 5, (short) 0);
    assertRefused(FaceFailure.IMAGE_UNREADABLE, jpeg);

    byte[] bmp = fixture("quadrants.bmp");
    ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(22, Integer.MIN_VALUE);
    assertRefused(FaceFailure.IMAGE_UNREADABLE, bmp);
  }

  @Test
  void jpegOfManyScansIsRefused() throws IOException {
    byte[] jpeg = fixture("quadrants-progressive.jpg");
    int scan = indexOf(jpeg, 0xDA);
    byte[] part = Arrays.copyOfRange(jpeg, scan, jpeg.length - 2);
    ByteBuffer many = ByteBuffer.allocate(scan + 100 * part.length + 2).put(jpeg, 0, scan);
    for (int i = 0; i < 100; i++) {
      many.put(part);
    }
    many.put((byte) 0xFF).put((byte) 0xD9);
    assertRefused(FaceFailure.IMAGE_UNREADABLE, many.array());
  }

  private void assertRefused(FaceFailure failure, byte[] bytes) {
    FaceException thrown = assertThrows(FaceException.class, () -> decoder.decode(bytes));
    assertEquals(failure, thrown.failure(), thrown.detail());
  }

  private static Image picture(int width, int height) {
    return new Image(width, height, new byte[3 * width * height]);
  }

  private static byte[] fixture(String name) throws IOException {
    try (InputStream in = ImageDecoderTest.class.getResourceAsStream("/images/" + name)) {
      return in.readAllBytes();
    }
  }

  private static int frame(byte[] jpeg) {
    return indexOf(jpeg, 0xC0);
  }

  private static int indexOf(byte[] jpeg, int marker) {
    for (int i = 0; i + 1 < jpeg.length; i++) {
      if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == marker) {
        return i;
      }
    }
    throw new AssertionError("no marker " + marker);
  }

  private static byte[] withOrientation(byte[] jpeg, int orientation) {
    ByteBuffer tiff = ByteBuffer.allocate(26);
    tiff.put(ascii("MM")).putShort((short) 42).putInt(8).putShort((short) 1);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    tiff.putShort((short) orientation).putShort((short) 0).putInt(0);
    ByteBuffer turned = ByteBuffer.allocate(jpeg.length + 36);
    turned.put(jpeg, 0, 2).putShort((short) 0xFFE1).putShort((short) 34);
    turned.put(ascii("Exif\0\0")).put(tiff.array()).put(jpeg, 2, jpeg.length - 2);
    return turned.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static void assertQuadrants(Image image, int... expected) {
    for (int i = 0; i < 4; i++) {
      int x = image.width() * (i % 2 * 2 + 1) / 4;
      int y = image.height() * (i / 2 * 2 + 1) / 4;
      for (int colour = 0; colour < 3; colour++) {
        int value = image.bgr()[3 * (y * image.width() + x) + colour] & 0xFF;
        assertEquals(expected[i] >> (8 * colour) & 0xFF, value, 4, "quadrant " + i);
      }
    }
  }
}
