package io.facegate.dialect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Pictures as base64 with commas between, as real callers write it. */
class PictureListTest {

  @Test
  void everyLengthInEveryForm() {
    Random random = new Random(7);
    for (int length = 3; length < 200; length++) {
      byte[] picture = new byte[length];
      random.nextBytes(picture);
      picture[0] = (byte) 0xff;
      picture[1] = (byte) 0xd8;
      String plain = Base64.getEncoder().encodeToString(picture);
      for (String text :
          List.of(
              plain,
              plain.replace('+', ' '),
              plain.replace("=", ""),
              " \n" + plain + "\r\n",
              plain + " ",
              Base64.getMimeEncoder().encodeToString(picture),
              Base64.getUrlEncoder().encodeToString(picture),
              Base64.getUrlEncoder().withoutPadding().encodeToString(picture))) {
        if (!text.endsWith(" ") || text.length() % 4 == 1 || text.length() % 4 == 0) {
          assertArrayEquals(picture, decode(text).getFirst(), text);
        }
      }
    }
  }

  @Test
  void eachPictureByItself() {
    assertPictures("QUJD,QQ==", "ABC", "A");
    assertPictures("QUJD,no!,QQ==", "ABC", "", "A");
    assertPictures("QUJD,,QUI=", "ABC", "", "AB");
    assertPictures("QUJD,", "ABC");
    assertPictures(",QUJD", "", "ABC");
    assertPictures("QUJD, QUJD\n", "ABC", "ABC");
    assertPictures("QUJDA,QUJD", "", "ABC");
    assertPictures("QU=D,QUJD", "", "ABC");
    assertPictures("QUJD,<a>", "ABC", "");
    assertPictures("QUJD,人", "ABC", "");
    assertPictures("QUJD,Q===", "ABC", "");
    assertPictures("Qk0,QUJD,Qk0x\r\nMjM0", "BM", "ABC", "BM1234");
  }

  @Test
  void nothing() {
    for (String text : List.of("", " ", ",", "A", "====", "no picture!", "not base64", "hello",
        "not-base64", "QUJ", "QUJDQ",
        "data:image/png;base64,QUJD", "QUJD,Data:,QUJD")) {
      assertEquals(
          FaceFailure.IMAGE_EMPTY,
          assertThrows(FaceException.class, () -> decode(text), text).failure());
    }
  }

  @Test
  void tooMany() {
    String text = "QUJD,".repeat(5);
    assertEquals(5, PictureList.decode(RawText.of(text), 5, "images").size());
    assertEquals(
        FaceFailure.PARAMETER_TOO_LONG,
        assertThrows(
                FaceException.class, () -> PictureList.decode(RawText.of(text), 4, "images"))
            .failure());
  }

  private static void assertPictures(String text, String... pictures) {
    assertEquals(
        Arrays.asList(pictures),
        decode(text).stream()
            .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
            .toList());
  }

  private static List<byte[]> decode(String text) {
    return PictureList.decode(RawText.of(text), 9, "images");
  }
}
