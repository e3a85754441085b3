package io.facegate.vision.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/** One of FFmpeg's decoders, fed sample by sample; for one thread at a time. */
final class NativeDecoder implements AutoCloseable {
  /* FFmpeg would write to the terminal what it thinks of strangers' files. */
  static {
    av_log_set_level(AV_LOG_QUIET);
  }

  private final AVCodecContext codec;
  private final AVPacket packet = av_packet_alloc();
  private final AVFrame frame = av_frame_alloc();

  private NativeDecoder(AVCodecContext codec) {
    this.codec = codec;
  }

  /**
   * Opens a decoder.
   *
   * @param prepare sets what the decoder has to know beside its configuration
   */
  static NativeDecoder open(int codecId, byte[] config, Consumer<AVCodecContext> prepare) {
    AVCodec decoder = avcodec_find_decoder(codecId);
    if (decoder == null || decoder.isNull()) {
      throw Mp4Box.unreadable("there is no decoder for it");
    }
    AVCodecContext codec = avcodec_alloc_context3(decoder);
    if (config.length > 0) {
      /* Freed together with the context. */
      BytePointer copy =
          new BytePointer(av_mallocz((long) config.length + AV_INPUT_BUFFER_PADDING_SIZE));
      copy.put(config, 0, config.length);
      codec.extradata(copy);
      codec.extradata_size(config.length);
    }
    /* Threads inside the decoder would take the models' cores. */
    codec.thread_count(1);
    prepare.accept(codec);
    if (avcodec_open2(codec, decoder, (PointerPointer<?>) null) < 0) {
      avcodec_free_context(codec);
      throw Mp4Box.unreadable("its parameters make no sense");
    }
    return new NativeDecoder(codec);
  }

  /** Hands over a sample; one that cannot be decoded is passed over. */
  void feed(ByteBuffer data, int offset, int size) {
    if (size == 0 || av_new_packet(packet, size) < 0) {
      return;
    }
    byte[] bytes = new byte[size];
    data.get(offset, bytes);
    packet.data().put(bytes, 0, size);
    avcodec_send_packet(codec, packet);
    av_packet_unref(packet);
  }

  /** Says that no sample follows. */
  void finish() {
    avcodec_send_packet(codec, null);
  }

  /** Whether another frame has come out. */
  boolean next() {
    return avcodec_receive_frame(codec, frame) >= 0;
  }

  /** The frame that came out last. */
  AVFrame frame() {
    return frame;
  }

  @Override
  public void close() {
    av_frame_free(frame);
    av_packet_free(packet);
    avcodec_free_context(codec);
  }
}
