package io.facegate.camera;

import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Lets FFmpeg ask, while it waits for a camera, whether to go on waiting.
 *
 * <p>One callback for the whole process tells its streams apart by a native address: JavaCPP
 * compiles in room for no more than ten callbacks of a type.
 */
final class NativeInterrupts {
  private static final ConcurrentHashMap<Long, Guard> GUARDS = new ConcurrentHashMap<>();
  private static final Callback CALLBACK = new Callback();

  private NativeInterrupts() {}

  /** Watches over the native calls of one stream. */
  static final class Guard implements AutoCloseable {
    private final BytePointer address = new BytePointer(1);
    private volatile long deadlineNanos;
    private volatile boolean aborted;

    Guard() {
      GUARDS.put(address.address(), this);
    }

    /** Gives the calls that follow so much time in all. */
    void allow(long nanos) {
      deadlineNanos = System.nanoTime() + nanos;
    }

    /** Ends the call under way and all that follow. */
    void abort() {
      aborted = true;
    }

    /** Whether the time is over. */
    boolean expired() {
      return System.nanoTime() - deadlineNanos > 0;
    }

    /** Whether {@link #abort} was called. */
    boolean aborted() {
      return aborted;
    }

    /** Sets itself over a context, before that is opened. */
    void watch(AVFormatContext context) {
      AVIOInterruptCB callback = context.interrupt_callback();
      callback.callback(CALLBACK);
      callback.opaque(address);
    }

    /** To be called once no native call is under way. */
    @Override
    public void close() {
      GUARDS.remove(address.address());
      address.deallocate();
    }
  }

  private static final class Callback extends AVIOInterruptCB.Callback_Pointer {
    @Override
    public int call(Pointer opaque) {
      Guard guard = GUARDS.get(opaque.address());
      return guard == null || guard.aborted() || guard.expired() ? 1 : 0;
    }
  }
}
