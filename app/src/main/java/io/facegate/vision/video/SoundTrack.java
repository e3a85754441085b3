package io.facegate.vision.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_S16BE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PCM_S16LE;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;

import io.facegate.face.FaceException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.ShortPointer;
import org.jspecify.annotations.Nullable;

/** The sound of a video while it is decoded; for one thread at a time. */
final class SoundTrack implements AutoCloseable {
  private static final int PIECE_SAMPLES = 8192;

  private final NativeDecoder decoder;
  private final ShortPointer piece = new ShortPointer(PIECE_SAMPLES);
  private final PointerPointer<ShortPointer> pieces = new PointerPointer<>(1);
  private final int samplesMax;
  private @Nullable SwrContext mixer;
  private int mixedFormat = -1;
  private int mixedRate;
  private int mixedChannels;
  private short[] samples = new short[Sound.RATE];
  private int count;

  private SoundTrack(NativeDecoder decoder, int samplesMax) {
    this.decoder = decoder;
    this.samplesMax = samplesMax;
    pieces.put(0, piece);
  }

  /** All of a track that is not longer than allowed; empty when nothing can be decoded. */
  static Optional<Sound> decode(ByteBuffer data, Mp4Track track, Duration lengthMax) {
    int samplesMax = Math.toIntExact(lengthMax.toSeconds() * Sound.RATE);
    try (SoundTrack sound = new SoundTrack(opened(track), samplesMax)) {
      sound.decode(data, track.samples());
      return sound.count == 0
          ? Optional.empty()
          : Optional.of(new Sound(Arrays.copyOf(sound.samples, sound.count)));
    } catch (FaceException broken) {
      return Optional.empty();
    }
  }

  private static NativeDecoder opened(Mp4Track track) {
    return NativeDecoder.open(
        codecId(track.codec()),
        track.config(),
        codec -> {
          codec.sample_rate(track.sampleRate());
          av_channel_layout_default(codec.ch_layout(), track.channels());
        });
  }

  private static int codecId(int codec) {
    if (codec == Mp4SampleEntry.MP4A) {
      return AV_CODEC_ID_AAC;
    }
    return codec == Mp4SampleEntry.SOWT ? AV_CODEC_ID_PCM_S16LE : AV_CODEC_ID_PCM_S16BE;
  }

  private void decode(ByteBuffer data, Mp4Samples packets) {
    for (int i = 0; i <= packets.count() && count < samplesMax; i++) {
      if (i < packets.count()) {
        decoder.feed(data, packets.offset(i), packets.size(i));
      } else {
        decoder.finish();
      }
      while (count < samplesMax && decoder.next()) {
        mix(decoder.frame());
      }
    }
    SwrContext last = mixer;
    if (last != null) {
      take(swr_convert(last, pieces, PIECE_SAMPLES, (PointerPointer<?>) null, 0));
    }
  }

  private void mix(AVFrame frame) {
    SwrContext current = mixerFor(frame);
    int taken =
        swr_convert(current, pieces, PIECE_SAMPLES, frame.extended_data(), frame.nb_samples());
    while (taken > 0) {
      take(taken);
      /* What did not fit is kept inside. */
      taken =
          taken == PIECE_SAMPLES && count < samplesMax
              ? swr_convert(current, pieces, PIECE_SAMPLES, (PointerPointer<?>) null, 0)
              : 0;
    }
  }

  private void take(int taken) {
    int more = Math.min(taken, samplesMax - count);
    if (more <= 0) {
      return;
    }
    if (count + more > samples.length) {
      samples = Arrays.copyOf(samples, Math.max(2 * samples.length, count + more));
    }
    piece.position(0).get(samples, count, more);
    count += more;
  }

  /* A sound track may change its form on the way. */
  private SwrContext mixerFor(AVFrame frame) {
    SwrContext current = mixer;
    int channels = frame.ch_layout().nb_channels();
    if (current != null
        && frame.format() == mixedFormat
        && frame.sample_rate() == mixedRate
        && channels == mixedChannels) {
      return current;
    }
    release();
    SwrContext fresh = new SwrContext(null);
    try (AVChannelLayout mono = new AVChannelLayout()) {
      av_channel_layout_default(mono, 1);
      int made =
          swr_alloc_set_opts2(
              fresh, mono, AV_SAMPLE_FMT_S16, Sound.RATE,
              frame.ch_layout(), frame.format(), frame.sample_rate(), 0, null);
      mixer = fresh;
      if (made < 0 || swr_init(fresh) < 0) {
        throw Mp4Box.unreadable("its sound cannot be converted");
      }
    }
    mixedFormat = frame.format();
    mixedRate = frame.sample_rate();
    mixedChannels = channels;
    return fresh;
  }

  private void release() {
    SwrContext current = mixer;
    if (current != null) {
      swr_free(current);
      mixer = null;
    }
  }

  @Override
  public void close() {
    release();
    pieces.deallocate();
    piece.deallocate();
    decoder.close();
  }
}
