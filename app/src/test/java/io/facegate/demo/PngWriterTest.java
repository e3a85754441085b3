package io.facegate.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.facegate.face.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngWriterTest {
  @Test
  void anotherReaderSeesTheSamePixels() throws IOException {
    byte[] bgr = new byte[7 * 5 * 3];
    for (int i = 0; i < bgr.length; i++) {
      bgr[i] = (byte) (i * 37);
    }
    byte[] png = PngWriter.encode(new Image(7, 5, bgr));

    BufferedImage read = ImageIO.read(new ByteArrayInputStream(png));

    assertEquals(7, read.getWidth());
    assertEquals(5, read.getHeight());
    byte[] again = new byte[bgr.length];
    for (int i = 0; i < 7 * 5; i++) {
      int rgb = read.getRGB(i % 7, i / 7);
      again[3 * i] = (byte) rgb;
      again[3 * i + 1] = (byte) (rgb >> 8);
      again[3 * i + 2] = (byte) (rgb >> 16);
    }
    assertArrayEquals(bgr, again);
  }
}
