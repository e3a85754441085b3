package io.facegate.vision.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.Image;
import io.facegate.testing.Mp4Maker;
import io.facegate.vision.StageTimer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Videos that are what they should be, and such as are made to do harm. */
class VideoDecoderTest {
  private static final int WIDTH = 96;
  private static final int HEIGHT = 64;
  private static final int RATE = 10;
  private static final byte[] GOOD = Mp4Maker.pictures(RATE, 30, VideoDecoderTest::picture);
  private static final VideoDecoder DECODER =
      new VideoDecoder(VideoLimits.defaults(), StageTimer.NONE);

  /* Brighter with time, and brighter on the left. */
  private static Image picture(int number) {
    byte[] bgr = new byte[3 * WIDTH * HEIGHT];
    for (int i = 0; i < bgr.length; i++) {
      int x = i / 3 % WIDTH;
      bgr[i] = (byte) (40 + 4 * number + (x < WIDTH / 2 ? 60 : 0));
    }
    return new Image(WIDTH, HEIGHT, bgr);
  }

  private static List<VideoFrame> frames(byte[] file, int framesMax) {
    List<VideoFrame> frames = new ArrayList<>();
    DECODER.pictures(DECODER.open(file), framesMax, frames::add);
    return frames;
  }

  private static int grey(Image image, int x) {
    return image.bgr()[3 * (image.height() / 2 * image.width() + x) + 1] & 0xFF;
  }

  private static FaceFailure refused(byte[] file, VideoLimits limits) {
    VideoDecoder decoder = new VideoDecoder(limits, StageTimer.NONE);
    return assertThrows(
            FaceException.class, () -> decoder.pictures(decoder.open(file), 8, frame -> {}))
        .failure();
  }

  private static FaceFailure refused(byte[] file) {
    return refused(file, VideoLimits.defaults());
  }

  /** Looks for a box by its letters, and changes what stands behind them. */
  private static byte[] damaged(String box, Consumer<ByteBuffer> change) {
    byte[] copy = GOOD.clone();
    int at = indexOf(copy, box);
    ByteBuffer content = ByteBuffer.wrap(copy, at + 4, copy.length - at - 4).slice();
    change.accept(content);
    return copy;
  }

  /* The brands in front name avc1 as well. */
  private static int indexOf(byte[] file, String box) {
    byte[] letters = box.getBytes(StandardCharsets.US_ASCII);
    for (int i = 40; i < file.length - 4; i++) {
      if (Arrays.equals(file, i, i + 4, letters, 0, 4)) {
        return i;
      }
    }
    throw new AssertionError("no box " + box);
  }

  @Test
  void picturesComeEvenlySpread() {
    VideoDecoder.Video video = DECODER.open(GOOD);
    assertEquals(3, seconds(video.length()), 0.11);
    assertEquals(30, video.frames());
    List<VideoFrame> frames = frames(GOOD, 10);
    assertEquals(10, frames.size());
    for (int i = 0; i < 10; i++) {
      Image image = frames.get(i).image();
      assertEquals(Duration.ofMillis(300L * i), frames.get(i).position());
      assertEquals(WIDTH, image.width());
      assertEquals(40 + 12 * i, grey(image, WIDTH * 3 / 4), 8, "picture " + i);
      assertEquals(100 + 12 * i, grey(image, WIDTH / 4), 8, "picture " + i);
    }
  }

  @Test
  void allPicturesComeWhenAllAreWanted() {
    assertEquals(30, frames(GOOD, 100).size());
  }

  @Test
  void fragmentsAreRead() {
    byte[] file =
        Mp4Maker.video(
            RATE,
            30,
            VideoDecoderTest::picture,
            "aac",
            "frag_keyframe+empty_moov+default_base_moof");
    VideoDecoder.Video video = DECODER.open(file);
    assertEquals(30, video.frames());
    assertEquals(3, seconds(video.length()), 0.11);
    assertEquals(30, frames(file, 30).size());
  }

  private static double seconds(Duration length) {
    return length.toMillis() / 1000.0;
  }

  @Test
  void soundOfAnyKindIsPassedOver() {
    for (String codec : List.of("aac", "pcm_s16le", "pcm_s16be")) {
      byte[] file = Mp4Maker.video(RATE, 20, VideoDecoderTest::picture, codec, "");
      assertEquals(20, frames(file, 100).size(), codec);
    }
  }

  @Test
  void aTurnThatIsWrittenDownIsCarriedOut() {
    byte[] turned =
        damaged(
            "tkhd",
            box ->
                box.putInt(40, 0).putInt(44, 1 << 16).putInt(52, -(1 << 16)).putInt(56, 0));
    Image image = frames(turned, 1).getFirst().image();
    assertEquals(HEIGHT, image.width());
    assertEquals(WIDTH, image.height());
    int top = image.bgr()[3 * (WIDTH / 4 * HEIGHT + HEIGHT / 2)] & 0xFF;
    int bottom = image.bgr()[3 * (WIDTH * 3 / 4 * HEIGHT + HEIGHT / 2)] & 0xFF;
    assertEquals(60, top - bottom, 10);
  }

  @Test
  void whatIsNoVideoIsRefused() {
    assertEquals(FaceFailure.IMAGE_KIND_REFUSED, refused(new byte[0]));
    assertEquals(FaceFailure.IMAGE_KIND_REFUSED, refused("RIFF----AVI ----".getBytes(
        StandardCharsets.US_ASCII)));
    byte[] other = GOOD.clone();
    other[indexOf(other, "avc1")] = 'x';
    assertEquals(FaceFailure.IMAGE_KIND_REFUSED, refused(other));
  }

  @Test
  void aFileThatIsCutOffIsRefused() {
    for (int length = 8; length < GOOD.length; length += 97) {
      assertEquals(FaceFailure.IMAGE_UNREADABLE, refused(Arrays.copyOf(GOOD, length)));
    }
  }

  @Test
  void soundAloneIsRefused() {
    assertEquals(FaceFailure.IMAGE_UNREADABLE, refused(Mp4Maker.tone(2)));
  }

  @Test
  void whatIsTooLargeIsRefusedByItsHeader() {
    VideoLimits all = VideoLimits.defaults();
    assertEquals(
        FaceFailure.IMAGE_TOO_LARGE,
        refused(
            damaged("avc1", box -> box.putShort(24, (short) 0x7FFF).putShort(26, (short) 900))));
    assertEquals(
        FaceFailure.IMAGE_TOO_LARGE,
        refused(
            GOOD,
            new VideoLimits(1000, all.lengthMax(), 100, 1 << 20, 100, all.decodeTimeMax())));
    assertEquals(
        FaceFailure.IMAGE_TOO_LARGE,
        refused(
            GOOD,
            new VideoLimits(1 << 20, Duration.ofSeconds(2), 100, 1 << 20, 100,
                all.decodeTimeMax())));
    assertEquals(
        FaceFailure.IMAGE_TOO_LARGE,
        refused(
            GOOD,
            new VideoLimits(1 << 20, all.lengthMax(), 29, 1 << 20, 100, all.decodeTimeMax())));
  }

  /* The header says that it is small; the parameters of H.264 tell the decoder otherwise. */
  @Test
  void picturesThatAreLargerThanTheHeaderSaysAreRefused() {
    byte[] small = damaged("avc1", box -> box.putShort(24, (short) 8).putShort(26, (short) 8));
    VideoLimits all = VideoLimits.defaults();
    assertEquals(
        FaceFailure.IMAGE_UNREADABLE,
        refused(
            small,
            new VideoLimits(1 << 20, all.lengthMax(), 100, 1000, 100, all.decodeTimeMax())));
  }

  @Test
  void picturesAsLargeAsAllowedAreDecodedInEitherPosition() {
    for (int[] sides : new int[][] {{2560, 1440}, {1440, 2560}}) {
      byte[] file =
          Mp4Maker.pictures(
              RATE, 2, i -> new Image(sides[0], sides[1], new byte[3 * sides[0] * sides[1]]));
      assertEquals(2, frames(file, 2).size(), "%d x %d".formatted(sides[0], sides[1]));
    }
  }

  @Test
  void pixelsThatAreWiderThanHighMakeAWiderPicture() {
    Image wide =
        frames(Mp4Maker.squeezed(RATE, 3, VideoDecoderTest::picture, 2), 1).getFirst().image();
    assertEquals(2 * WIDTH, wide.width());
    assertEquals(HEIGHT, wide.height());
    Image senseless =
        frames(Mp4Maker.squeezed(RATE, 3, VideoDecoderTest::picture, 50), 1).getFirst().image();
    assertEquals(WIDTH, senseless.width());
  }

  @Test
  void whoIsInterruptedStops() {
    Thread.currentThread().interrupt();
    assertEquals(FaceFailure.OVERLOADED, refused(GOOD));
    assertTrue(Thread.interrupted());
  }

  @Test
  void decodingThatTakesTooLongIsGivenUp() {
    VideoLimits all = VideoLimits.defaults();
    assertEquals(
        FaceFailure.IMAGE_TOO_LARGE,
        refused(
            GOOD,
            new VideoLimits(1 << 20, all.lengthMax(), 100, 1 << 20, 100, Duration.ofNanos(1))));
  }

  @Test
  void tablesThatClaimTooMuchAreRefused() {
    assertEquals(
        FaceFailure.IMAGE_TOO_LARGE,
        refused(damaged("stsz", box -> box.putInt(4, 1).putInt(8, Integer.MAX_VALUE)
            .putInt(12, 0)), manyInOneChunk()));
    assertEquals(
        FaceFailure.IMAGE_UNREADABLE,
        refused(damaged("stsz", box -> box.putInt(12, Integer.MAX_VALUE))));
    assertEquals(
        FaceFailure.IMAGE_UNREADABLE, refused(damaged("stco", box -> box.putInt(4, 1 << 30))));
    assertEquals(
        FaceFailure.IMAGE_UNREADABLE, refused(damaged("stco", box -> box.putInt(8, -5))));
    assertEquals(
        FaceFailure.IMAGE_UNREADABLE, refused(damaged("stsc", box -> box.putInt(8, 9))));
  }

  /* Its one chunk holds 30 samples; a limit below that is reached whatever the table claims. */
  private static VideoLimits manyInOneChunk() {
    VideoLimits all = VideoLimits.defaults();
    return new VideoLimits(
        1 << 20, all.lengthMax(), 20, 1 << 20, 100, all.decodeTimeMax());
  }

  @Test
  void timeMustPass() {
    assertEquals(FaceFailure.IMAGE_UNREADABLE, refused(damaged("mdhd", box -> box.putInt(12, 0))));
    assertEquals(FaceFailure.IMAGE_UNREADABLE, refused(damaged("stts", box -> box.putInt(12, 0))));
    assertEquals(
        FaceFailure.IMAGE_TOO_LARGE, refused(damaged("stts", box -> box.putInt(12, -1))));
  }

  @Test
  void whateverIsDamagedNothingButAFailureComesOfIt() {
    Random random = new Random(4);
    byte[] good = Mp4Maker.video(RATE, 10, VideoDecoderTest::picture, "aac", "");
    int decoded = 0;
    for (int round = 0; round < 400; round++) {
      byte[] bad = good.clone();
      int changes = 1 + random.nextInt(6);
      int from = round % 2 == 0 ? 0 : indexOf(bad, "moov");
      for (int i = 0; i < changes; i++) {
        bad[from + random.nextInt(bad.length - from)] = (byte) random.nextInt(256);
      }
      try {
        VideoDecoder.Video video = DECODER.open(bad);
        DECODER.pictures(video, 5, frame -> {});
        decoded++;
      } catch (FaceException expected) {
        assertTrue(expected.failure().name().startsWith("IMAGE_"), expected.getMessage());
      }
    }
    assertTrue(decoded > 0, "some damage does no harm");
  }
}
