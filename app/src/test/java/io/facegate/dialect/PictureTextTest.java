package io.facegate.dialect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import org.junit.jupiter.api.Test;

class PictureTextTest {
  private static final byte[] BYTES = {'A', 'B', 'C', -1, -1, -1};

  @Test
  void lettersCountAsTheyAreMeant() {
    assertArrayEquals(BYTES, PictureText.decode("QUJD////", 8));
    assertArrayEquals(BYTES, PictureText.decode("QUJD%2F%2F%2F%2F", 8));
    assertArrayEquals(BYTES, PictureText.decode("%51%55%4A%44%2F%2F%2F%2F", 8));
    assertEquals(FaceFailure.IMAGE_TOO_LARGE, failure("QUJD////", 7));
    assertEquals(FaceFailure.IMAGE_TOO_LARGE, failure("QUJD%2F%2F%2F%2F", 7));
    assertEquals(FaceFailure.IMAGE_TOO_LARGE, failure("%51%55%4A%44%2F%2F%2F%2F", 7));
  }

  @Test
  void whatIsNoBase64IsUnreadable() {
    assertEquals(FaceFailure.IMAGE_UNREADABLE, failure("QUJD*", 8));
    assertEquals(FaceFailure.IMAGE_UNREADABLE, failure("QUJD%2", 8));
  }

  private static FaceFailure failure(String text, int lengthMax) {
    return assertThrows(FaceException.class, () -> PictureText.decode(text, lengthMax)).failure();
  }
}
