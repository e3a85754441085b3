package io.facegate.vision.video;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How the samples of a track are encoded (ISO/IEC 14496-12, section 8.5.2): H.264 pictures; AAC
 * sound, or such as is not compressed.
 *
 * @param bytesPerSample of all channels together, of sound that is not compressed; else 0
 */
@SuppressWarnings("ArrayRecordComponent")
record Mp4SampleEntry(
    Mp4Track.Kind kind,
    int codec,
    byte[] config,
    int width,
    int height,
    int channels,
    int sampleRate,
    int bytesPerSample) {
  static final int AVC1 = Mp4Box.type("avc1");
  static final int AVC3 = Mp4Box.type("avc3");
  static final int MP4A = Mp4Box.type("mp4a");
  static final int SOWT = Mp4Box.type("sowt");
  static final int TWOS = Mp4Box.type("twos");
  static final int IPCM = Mp4Box.type("ipcm");

  private static final int PICTURES_HEADER_BYTES = 78;
  private static final int SOUND_HEADER_BYTES = 28;
  private static final int CONFIG_BYTES_MAX = 64 << 10;
  private static final int CHANNELS_MAX = 8;
  private static final int RATE_MIN = 4_000;
  private static final int RATE_MAX = 192_000;
  private static final int DECODER_CONFIG = 4;
  private static final int DECODER_CONFIG_BYTES = 13;
  private static final int DECODER_SPECIFIC = 5;

  static Mp4SampleEntry pictures(ByteBuffer data, Mp4Box entry) {
    if (!Set.of(AVC1, AVC3).contains(entry.type())) {
      throw new FaceException(FaceFailure.IMAGE_KIND_REFUSED, "the video is not H.264");
    }
    Mp4Box config =
        Mp4Box.required(entry.children(data, PICTURES_HEADER_BYTES), "avcC");
    if (config.length() > CONFIG_BYTES_MAX) {
      throw Mp4Box.unreadable("its parameters are too long");
    }
    return new Mp4SampleEntry(
        Mp4Track.Kind.PICTURES,
        entry.type(),
        config.content(data),
        entry.shortAt(data, 24),
        entry.shortAt(data, 26),
        0,
        0,
        0);
  }

  /** Empty for sound of a kind that is not understood, or that contradicts itself. */
  static Optional<Mp4SampleEntry> sound(ByteBuffer data, Mp4Box entry) {
    int version = entry.shortAt(data, 8);
    int channels = entry.shortAt(data, 16);
    int bits = entry.shortAt(data, 18);
    int rate = entry.shortAt(data, 24);
    if (version > 1 || channels < 1 || channels > CHANNELS_MAX || rate < RATE_MIN
        || rate > RATE_MAX) {
      return Optional.empty();
    }
    int header = SOUND_HEADER_BYTES + 16 * version;
    if (entry.type() == MP4A) {
      return aacConfig(data, entry.children(data, header))
          .map(config -> sound(MP4A, config, channels, rate, 0));
    }
    if (bits != 16 || !Set.of(SOWT, TWOS, IPCM).contains(entry.type())) {
      return Optional.empty();
    }
    int codec = entry.type() == IPCM ? ofIpcm(data, entry.children(data, header)) : entry.type();
    return Optional.of(sound(codec, new byte[0], channels, rate, 2 * channels));
  }

  private static Mp4SampleEntry sound(
      int codec, byte[] config, int channels, int rate, int bytesPerSample) {
    return new Mp4SampleEntry(
        Mp4Track.Kind.SOUND, codec, config, 0, 0, channels, rate, bytesPerSample);
  }

  /* ISO/IEC 23003-5: bit 0 of its flags says that the low byte comes first. */
  private static int ofIpcm(ByteBuffer data, List<Mp4Box> children) {
    return Mp4Box.first(children, "pcmC")
        .map(box -> (box.byteAt(data, 4) & 1) == 1 ? SOWT : TWOS)
        .orElse(TWOS);
  }

  private static Optional<byte[]> aacConfig(ByteBuffer data, List<Mp4Box> children) {
    Optional<Mp4Box> direct = Mp4Box.first(children, "esds");
    Optional<Mp4Box> inWave =
        Mp4Box.first(children, "wave")
            .flatMap(wave -> Mp4Box.first(wave.children(data, 0), "esds"));
    return direct.or(() -> inWave).flatMap(box -> specific(data, box));
  }

  /* ISO/IEC 14496-1, section 7.2.6: descriptors within descriptors. */
  private static Optional<byte[]> specific(ByteBuffer data, Mp4Box box) {
    Descriptor stream = Descriptor.at(data, box, 4);
    int at = stream.start() + 3;
    Descriptor decoder = Descriptor.at(data, box, at);
    if (decoder.tag() != DECODER_CONFIG) {
      return Optional.empty();
    }
    Descriptor specific = Descriptor.at(data, box, decoder.start() + DECODER_CONFIG_BYTES);
    if (specific.tag() != DECODER_SPECIFIC || specific.length() > 64) {
      return Optional.empty();
    }
    byte[] config = new byte[specific.length()];
    for (int i = 0; i < config.length; i++) {
      config[i] = (byte) box.byteAt(data, specific.start() + i);
    }
    return Optional.of(config);
  }

  /** A tag, and where its content lies in the box. */
  private record Descriptor(int tag, int start, int length) {
    static Descriptor at(ByteBuffer data, Mp4Box box, int place) {
      int tag = box.byteAt(data, place);
      int length = 0;
      int at = place + 1;
      for (int i = 0; i < 4; i++) {
        int part = box.byteAt(data, at);
        at++;
        length = (length << 7) | (part & 0x7F);
        if ((part & 0x80) == 0) {
          break;
        }
      }
      return new Descriptor(tag, at, length);
    }
  }
}
