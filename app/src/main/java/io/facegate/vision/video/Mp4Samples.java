package io.facegate.vision.video;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.util.Arrays;

/**
 * Where the samples of a track lie in the file, and when each is due. All of them together are no
 * longer than the file: tables that name the same bytes again and again are refused.
 */
final class Mp4Samples {
  private final int fileBytes;
  private final int samplesMax;
  private int[] offsets = new int[64];
  private int[] sizes = new int[64];
  private long[] times = new long[64];
  private int count;
  private long bytes;
  private long time;

  Mp4Samples(int fileBytes, int samplesMax) {
    this.fileBytes = fileBytes;
    this.samplesMax = samplesMax;
  }

  /**
   * Adds the next sample.
   *
   * @param duration in units of the track
   */
  void add(long offset, long size, long duration) {
    if (count == samplesMax) {
      throw new FaceException(
          FaceFailure.IMAGE_TOO_LARGE, "video of more than %d frames".formatted(samplesMax));
    }
    bytes += size;
    if (offset < 0 || size < 0 || bytes > fileBytes || offset > fileBytes - size) {
      throw Mp4Box.unreadable("a frame lies outside of the file");
    }
    if (count == sizes.length) {
      offsets = Arrays.copyOf(offsets, 2 * count);
      sizes = Arrays.copyOf(sizes, 2 * count);
      times = Arrays.copyOf(times, 2 * count);
    }
    offsets[count] = (int) offset;
    sizes[count] = (int) size;
    times[count] = time;
    count++;
    time += duration;
  }

  int count() {
    return count;
  }

  int offset(int sample) {
    return offsets[sample];
  }

  int size(int sample) {
    return sizes[sample];
  }

  /** When a sample is due, in units of the track. */
  long time(int sample) {
    return times[sample];
  }

  /** When the last one ends. */
  long end() {
    return time;
  }
}
