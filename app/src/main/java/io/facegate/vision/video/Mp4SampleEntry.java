package io.facegate.vision.video;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.nio.ByteBuffer;
import java.util.Set;

/**
 * How the samples of a track of pictures are encoded (ISO/IEC 14496-12, section 8.5.2): as H.264.
 *
 * @param config what the decoder has to know before the first sample
 */
@SuppressWarnings("ArrayRecordComponent")
record Mp4SampleEntry(byte[] config, int width, int height) {
  private static final Set<Integer> H264 = Set.of(Mp4Box.type("avc1"), Mp4Box.type("avc3"));
  private static final int HEADER_BYTES = 78;
  private static final int CONFIG_BYTES_MAX = 64 << 10;

  static Mp4SampleEntry read(ByteBuffer data, Mp4Box entry) {
    if (!H264.contains(entry.type())) {
      throw new FaceException(FaceFailure.IMAGE_KIND_REFUSED, "the video is not H.264");
    }
    Mp4Box config = Mp4Box.required(entry.children(data, HEADER_BYTES), "avcC");
    if (config.length() > CONFIG_BYTES_MAX) {
      throw Mp4Box.unreadable("its parameters are too long");
    }
    return new Mp4SampleEntry(
        config.content(data), entry.shortAt(data, 24), entry.shortAt(data, 26));
  }
}
