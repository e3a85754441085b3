package io.facegate.vision.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import org.junit.jupiter.api.Test;

class Mp4SamplesTest {
  private final Mp4Samples samples = new Mp4Samples(1000, 3);

  @Test
  void aSampleMayEndWithTheFile() {
    samples.add(900, 100, 40);
    samples.add(0, 900, 40);
    assertEquals(2, samples.count());
    assertEquals(40, samples.time(1));
    assertEquals(80, samples.end());
  }

  @Test
  void samplesLieInTheFileHoweverFarTheTablesPoint() {
    refuses(901, 100);
    refuses(1001, 0);
    refuses(-1, 1);
    refuses(Long.MAX_VALUE, 1);
    refuses(Long.MAX_VALUE - 10, 100);
    refuses(0, 1001);
    refuses(0, -1);
  }

  @Test
  void theSameBytesAreNotTakenTwice() {
    samples.add(0, 600, 1);
    refuses(samples, 0, 600);
  }

  @Test
  void thereAreNoMoreThanAllowed() {
    for (int i = 0; i < 3; i++) {
      samples.add(i, 1, 1);
    }
    FaceException failure = assertThrows(FaceException.class, () -> samples.add(3, 1, 1));
    assertEquals(FaceFailure.IMAGE_TOO_LARGE, failure.failure());
  }

  private static void refuses(Mp4Samples samples, long offset, long size) {
    FaceException failure =
        assertThrows(FaceException.class, () -> samples.add(offset, size, 1));
    assertEquals(FaceFailure.IMAGE_UNREADABLE, failure.failure());
  }

  private static void refuses(long offset, long size) {
    refuses(new Mp4Samples(1000, 3), offset, size);
  }
}
