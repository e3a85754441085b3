package io.facegate.camera;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_LOW_DELAY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_FORBIDDEN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_NOT_FOUND;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_UNAUTHORIZED;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import io.facegate.face.FaceException;
import io.facegate.face.Image;
import io.facegate.vision.video.FramePixels;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.PointerPointer;

/**
 * A video, opened and decoded by FFmpeg. All calls block in native code and are made by one thread,
 * which is not a virtual one; {@link NativeInterrupts.Guard} bounds them.
 */
final class VideoStream implements AutoCloseable {
  private static final long PIXELS_MAX = 64L << 20;
  private static final int ERROR_TEXT_BYTES = 128;

  private final NativeInterrupts.Guard guard;
  private final FramePixels pixels = new FramePixels();
  private final AVFormatContext format;
  private final AVCodecContext codec;
  private final int streamIndex;
  private final AVPacket packet = av_packet_alloc();
  private final AVFrame frame = av_frame_alloc();
  private boolean draining;

  /* FFmpeg's own messages may hold an address with its password. */
  static {
    av_log_set_level(AV_LOG_QUIET);
  }

  private VideoStream(
      NativeInterrupts.Guard guard, AVFormatContext format, int streamIndex, AVCodecContext codec) {
    this.guard = guard;
    this.format = format;
    this.streamIndex = streamIndex;
    this.codec = codec;
  }

  /**
   * Opens a video; the guard's time is running.
   *
   * @param address with credentials, if any: goes nowhere but into the native call
   * @param live whether to trade order for promptness
   */
  static VideoStream open(
      String address, Map<String, String> options, boolean live, NativeInterrupts.Guard guard)
      throws SourceException {
    AVFormatContext format = avformat_alloc_context();
    guard.watch(format);
    AVDictionary dictionary = new AVDictionary(null);
    try {
      options.forEach((key, value) -> av_dict_set(dictionary, key, value, 0));
      /* On failure FFmpeg frees the context itself. */
      check(avformat_open_input(format, address, null, dictionary), guard);
    } finally {
      av_dict_free(dictionary);
    }
    try {
      int index = videoIndex(format, guard);
      return new VideoStream(guard, format, index, openDecoder(format, index, live, guard));
    } catch (SourceException e) {
      avformat_close_input(format);
      throw e;
    }
  }

  private static int videoIndex(AVFormatContext format, NativeInterrupts.Guard guard)
      throws SourceException {
    check(avformat_find_stream_info(format, (PointerPointer<?>) null), guard);
    int index =
        av_find_best_stream(format, AVMEDIA_TYPE_VIDEO, -1, -1, (PointerPointer<?>) null, 0);
    if (index < 0) {
      throw new SourceException("there is no video in the stream");
    }
    return index;
  }

  private static AVCodecContext openDecoder(
      AVFormatContext format, int index, boolean live, NativeInterrupts.Guard guard)
      throws SourceException {
    AVCodecParameters parameters = format.streams(index).codecpar();
    AVCodec decoder = avcodec_find_decoder(parameters.codec_id());
    if (decoder == null || decoder.isNull()) {
      throw new SourceException("the video is of a kind that cannot be decoded");
    }
    AVCodecContext codec = avcodec_alloc_context3(decoder);
    try {
      check(avcodec_parameters_to_context(codec, parameters), guard);
      /* Threads inside the decoder would hold frames back, and take the models' cores. */
      codec.thread_count(1);
      codec.max_pixels(PIXELS_MAX);
      if (live) {
        codec.flags(codec.flags() | AV_CODEC_FLAG_LOW_DELAY);
      }
      check(avcodec_open2(codec, decoder, (PointerPointer<?>) null), guard);
      return codec;
    } catch (SourceException e) {
      avcodec_free_context(codec);
      throw e;
    }
  }

  /** Decodes the next frame; false at the end. The guard's time is running. */
  boolean next() throws SourceException {
    while (true) {
      int received = avcodec_receive_frame(codec, frame);
      if (received >= 0) {
        return true;
      }
      if (draining) {
        return false;
      }
      feed();
    }
  }

  private void feed() throws SourceException {
    int read = av_read_frame(format, packet);
    if (read == AVERROR_EOF && !guard.aborted() && !guard.expired()) {
      draining = true;
      avcodec_send_packet(codec, null);
      return;
    }
    check(read, guard);
    if (packet.stream_index() == streamIndex) {
      /* A packet that cannot be decoded is passed over: the next key frame mends it. */
      avcodec_send_packet(codec, packet);
    }
    av_packet_unref(packet);
    if (guard.aborted() || guard.expired()) {
      throw new SourceException("no picture could be decoded in time");
    }
  }

  /** What kind of frames these are. */
  StreamFacts facts() {
    String name = avcodec_get_name(codec.codec_id()).getString();
    return new StreamFacts(name, codec.width(), codec.height());
  }

  /** When the frame is to be shown, from the start of the video; zero when it does not say. */
  Duration position() {
    long stamp = frame.best_effort_timestamp();
    long start = format.streams(streamIndex).start_time();
    if (stamp == AV_NOPTS_VALUE) {
      return Duration.ZERO;
    }
    AVRational base = format.streams(streamIndex).time_base();
    long ticks = stamp - (start == AV_NOPTS_VALUE ? 0 : start);
    return Duration.ofNanos(
        Math.round((double) ticks * base.num() / base.den() * Duration.ofSeconds(1).toNanos()));
  }

  /** The frame as a picture, scaled down when it is too wide. */
  Image picture(int widthPxMax) throws SourceException {
    try {
      return pixels.convert(frame, widthPxMax);
    } catch (FaceException e) {
      throw new SourceException(e.detail());
    }
  }

  @Override
  public void close() {
    pixels.close();
    av_frame_free(frame);
    av_packet_free(packet);
    avcodec_free_context(codec);
    avformat_close_input(format);
  }

  private static void check(int result, NativeInterrupts.Guard guard) throws SourceException {
    if (result >= 0) {
      return;
    }
    if (guard.aborted()) {
      throw new SourceException("stopped");
    }
    if (result == AVERROR_HTTP_UNAUTHORIZED) {
      throw new SourceException(
          "the camera refuses the credentials (401)", SourceException.LOCKOUT_PAUSE);
    }
    if (result == AVERROR_HTTP_FORBIDDEN) {
      throw new SourceException("the camera forbids the stream (403)");
    }
    if (result == AVERROR_HTTP_NOT_FOUND) {
      throw new SourceException("the camera has no such stream (404)");
    }
    if (guard.expired()) {
      throw new SourceException("the camera does not answer in time");
    }
    byte[] text = new byte[ERROR_TEXT_BYTES];
    av_strerror(result, text, text.length);
    int length = 0;
    while (length < text.length && text[length] != 0) {
      length++;
    }
    throw new SourceException(new String(text, 0, length, StandardCharsets.UTF_8));
  }
}
