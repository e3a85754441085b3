package io.facegate.testing;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import io.facegate.face.Image;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.ShortPointer;
import org.jspecify.annotations.Nullable;

/** Makes MP4 files of H.264 for tests, as phones and browsers do, with FFmpeg's own encoders. */
public final class Mp4Maker implements AutoCloseable {
  private static final int SOUND_RATE = 44_100;

  private final int framesPerSecond;
  private final Path file;
  private final AVFormatContext format = new AVFormatContext(null);
  private final AVPacket packet = av_packet_alloc();
  private int pixelWidth = 1;
  private @Nullable AVCodecContext pictures;
  private @Nullable AVCodecContext sound;

  static {
    av_log_set_level(AV_LOG_QUIET);
  }

  private Mp4Maker(int framesPerSecond, String container) {
    this.framesPerSecond = framesPerSecond;
    try {
      this.file = Files.createTempFile("video", "." + container);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    check(avformat_alloc_output_context2(format, null, container, file.toString()));
  }

  /** A file of pictures alone. */
  public static byte[] pictures(int framesPerSecond, int count, IntFunction<Image> picture) {
    return video(framesPerSecond, count, picture, "", "");
  }

  /**
   * A file of pictures whose pixels are to be shown wider than high.
   *
   * @param pixelWidth of each, in its heights
   */
  public static byte[] squeezed(
      int framesPerSecond, int count, IntFunction<Image> picture, int pixelWidth) {
    try (Mp4Maker maker = new Mp4Maker(framesPerSecond, "mp4")) {
      maker.pixelWidth = pixelWidth;
      return maker.make(count, picture, "", "");
    }
  }

  /**
   * A file of pictures, and of a tone of 440 Hz that lasts as long.
   *
   * @param soundCodec aac, pcm_s16le, or empty for none
   * @param flags of the writer of the container: frag_keyframe+empty_moov for fragments; may be
   *     empty
   */
  public static byte[] video(
      int framesPerSecond,
      int count,
      IntFunction<Image> picture,
      String soundCodec,
      String flags) {
    String container = soundCodec.startsWith("pcm") ? "mov" : "mp4";
    try (Mp4Maker maker = new Mp4Maker(framesPerSecond, container)) {
      return maker.make(count, picture, soundCodec, flags);
    }
  }

  /** A file of a tone alone. */
  public static byte[] tone(int seconds) {
    try (Mp4Maker maker = new Mp4Maker(1, "mp4")) {
      return maker.make(seconds, null, "aac", "");
    }
  }

  private byte[] make(
      int count, @Nullable IntFunction<Image> picture, String soundCodec, String flags) {
    AVStream pictureStream = null;
    if (picture != null) {
      Image first = picture.apply(0);
      pictures = pictureEncoder(first.width(), first.height());
      pictureStream = stream(pictures);
    }
    AVStream soundStream = null;
    if (!soundCodec.isEmpty()) {
      sound = soundEncoder(soundCodec);
      soundStream = stream(sound);
    }
    begin(flags);
    if (pictureStream != null) {
      writePictures(count, picture, pictureStream);
    }
    if (soundStream != null) {
      writeTone((long) count * SOUND_RATE / framesPerSecond, soundStream);
    }
    check(av_write_trailer(format));
    avio_closep(format.pb());
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private AVCodecContext pictureEncoder(int width, int height) {
    AVCodec codec = avcodec_find_encoder_by_name("libopenh264");
    AVCodecContext context = avcodec_alloc_context3(codec);
    context.width(width);
    context.height(height);
    context.pix_fmt(AV_PIX_FMT_YUV420P);
    context.sample_aspect_ratio(av_make_q(pixelWidth, 1));
    context.time_base(av_make_q(1, framesPerSecond));
    context.framerate(av_make_q(framesPerSecond, 1));
    context.gop_size(framesPerSecond * 2);
    context.bit_rate(2_000_000);
    context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
    check(avcodec_open2(context, codec, (PointerPointer<?>) null));
    return context;
  }

  private static AVCodecContext soundEncoder(String name) {
    AVCodec codec = avcodec_find_encoder_by_name(name);
    AVCodecContext context = avcodec_alloc_context3(codec);
    context.sample_rate(SOUND_RATE);
    context.sample_fmt(codec.id() == AV_CODEC_ID_AAC ? AV_SAMPLE_FMT_FLTP : AV_SAMPLE_FMT_S16);
    av_channel_layout_default(context.ch_layout(), 1);
    context.time_base(av_make_q(1, SOUND_RATE));
    context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
    check(avcodec_open2(context, codec, (PointerPointer<?>) null));
    return context;
  }

  private AVStream stream(AVCodecContext context) {
    AVStream stream = avformat_new_stream(format, null);
    check(avcodec_parameters_from_context(stream.codecpar(), context));
    stream.time_base(context.time_base());
    return stream;
  }

  private void begin(String flags) {
    AVIOContext output = new AVIOContext(null);
    check(avio_open(output, file.toString(), AVIO_FLAG_WRITE));
    format.pb(output);
    AVDictionary options = new AVDictionary(null);
    if (!flags.isEmpty()) {
      av_dict_set(options, "movflags", flags, 0);
    }
    check(avformat_write_header(format, options));
    av_dict_free(options);
  }

  private void writePictures(int count, IntFunction<Image> picture, AVStream stream) {
    AVCodecContext context = pictures;
    AVFrame frame = av_frame_alloc();
    frame.format(AV_PIX_FMT_YUV420P);
    frame.width(context.width());
    frame.height(context.height());
    check(av_frame_get_buffer(frame, 0));
    for (int i = 0; i < count; i++) {
      check(av_frame_make_writable(frame));
      paint(frame, picture.apply(i));
      frame.pts(i);
      check(avcodec_send_frame(context, frame));
      flush(context, stream);
    }
    av_frame_free(frame);
    check(avcodec_send_frame(context, null));
    flush(context, stream);
  }

  private static void paint(AVFrame frame, Image image) {
    int width = image.width();
    int height = image.height();
    byte[] bgr = image.bgr();
    for (int y = 0; y < height; y++) {
      byte[] row = new byte[width];
      byte[] blue = new byte[width / 2];
      byte[] red = new byte[width / 2];
      for (int x = 0; x < width; x++) {
        int at = 3 * (y * width + x);
        double b = bgr[at] & 0xFF;
        double g = bgr[at + 1] & 0xFF;
        double r = bgr[at + 2] & 0xFF;
        row[x] = (byte) Math.round(16 + 0.257 * r + 0.504 * g + 0.098 * b);
        if (x / 2 < width / 2) {
          blue[x / 2] = (byte) Math.round(128 - 0.148 * r - 0.291 * g + 0.439 * b);
          red[x / 2] = (byte) Math.round(128 + 0.439 * r - 0.368 * g - 0.071 * b);
        }
      }
      plane(frame, 0, y).put(row);
      if (y % 2 == 0 && y / 2 < height / 2) {
        plane(frame, 1, y / 2).put(blue);
        plane(frame, 2, y / 2).put(red);
      }
    }
  }

  private static BytePointer plane(AVFrame frame, int plane, int row) {
    return new BytePointer(frame.data(plane)).position((long) row * frame.linesize(plane));
  }

  private void writeTone(long samples, AVStream stream) {
    AVCodecContext context = sound;
    int size = context.frame_size() > 0 ? context.frame_size() : 1024;
    for (long at = 0; at < samples; at += size) {
      AVFrame frame = av_frame_alloc();
      frame.format(context.sample_fmt());
      frame.sample_rate(SOUND_RATE);
      frame.nb_samples((int) Math.min(size, samples - at));
      av_channel_layout_default(frame.ch_layout(), 1);
      check(av_frame_get_buffer(frame, 0));
      hum(frame, at);
      frame.pts(at);
      check(avcodec_send_frame(context, frame));
      flush(context, stream);
      av_frame_free(frame);
    }
    check(avcodec_send_frame(context, null));
    flush(context, stream);
  }

  private static void hum(AVFrame frame, long from) {
    for (int i = 0; i < frame.nb_samples(); i++) {
      double value = 0.5 * Math.sin(2 * Math.PI * 440 * (from + i) / SOUND_RATE);
      if (frame.format() == AV_SAMPLE_FMT_FLTP) {
        new FloatPointer(frame.data(0)).put(i, (float) value);
      } else {
        new ShortPointer(frame.data(0)).put(i, (short) (32767 * value));
      }
    }
  }

  private void flush(AVCodecContext context, AVStream stream) {
    while (avcodec_receive_packet(context, packet) >= 0) {
      av_packet_rescale_ts(packet, context.time_base(), stream.time_base());
      packet.stream_index(stream.index());
      check(av_interleaved_write_frame(format, packet));
    }
  }

  private static void check(int result) {
    if (result < 0) {
      throw new IllegalStateException("FFmpeg answers " + result);
    }
  }

  @Override
  public void close() {
    av_packet_free(packet);
    if (pictures != null) {
      avcodec_free_context(pictures);
    }
    if (sound != null) {
      avcodec_free_context(sound);
    }
    avformat_free_context(format);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
