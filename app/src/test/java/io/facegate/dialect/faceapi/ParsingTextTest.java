package io.facegate.dialect.faceapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.face.Parsing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class ParsingTextTest {
  @Test
  void pixelsStandRowByRow() throws IOException {
    byte[] classes = {0, 1, 9, 10, 99, 100};
    assertEquals("0,1,9,10,99,100", plain(ParsingText.of(new Parsing(3, 2, classes))));
    assertEquals("7", plain(ParsingText.of(new Parsing(1, 1, new byte[] {7}))));
  }

  @Test
  void largePictureIsShortAndWhole() throws IOException {
    byte[] classes = new byte[640 * 480];
    for (int pixel = 0; pixel < classes.length; pixel++) {
      classes[pixel] = (byte) (pixel / 1000 % 11);
    }
    String text = ParsingText.of(new Parsing(640, 480, classes));
    assertTrue(text.length() < classes.length / 50, text.length() + " letters");
    String wanted =
        IntStream.range(0, classes.length)
            .mapToObj(pixel -> Integer.toString(classes[pixel]))
            .collect(Collectors.joining(","));
    assertEquals(wanted, plain(text));
  }

  private static String plain(String text) throws IOException {
    byte[] packed = Base64.getDecoder().decode(text);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }
}
