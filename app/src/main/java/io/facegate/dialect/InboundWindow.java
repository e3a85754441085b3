package io.facegate.dialect;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.webserver.CloseConnectionException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Holds a caller to what he was told he may send on an HTTP/2 connection (RFC 9113, section 6.9).
 * The server tells its callers how much, but takes in more when they do not care; with this, what
 * lies unread of all streams of a connection stays within its window.
 */
final class InboundWindow {
  private static final int PREFACE_BYTES = 24;
  private static final int HEADER_BYTES = 9;
  private static final int DATA = 0;
  private static final int WINDOW_UPDATE = 8;
  private static final int INITIAL_BYTES = 65_535;

  private final AtomicLong granted = new AtomicLong(INITIAL_BYTES);
  private final byte[] header = new byte[HEADER_BYTES];
  private int toSkip = PREFACE_BYTES;
  private int headerBytes;
  private long taken;

  /** Reads on behalf of another reader, and closes the connection of a caller who sends more. */
  DataReader reader(DataReader in) {
    return DataReader.create(
        () -> {
          in.ensureAvailable();
          byte[] bytes = in.readBuffer(in.available()).readBytes();
          take(bytes);
          return bytes;
        });
  }

  /** Writes by another writer, and notes what callers are granted by it. */
  DataWriter writer(DataWriter out) {
    return new Noting(out);
  }

  /* For one thread. Frames may be cut anywhere. */
  void take(byte[] bytes) {
    int at = 0;
    while (at < bytes.length) {
      if (toSkip > 0) {
        int skipped = Math.min(toSkip, bytes.length - at);
        toSkip -= skipped;
        at += skipped;
      } else {
        header[headerBytes++] = bytes[at++];
        if (headerBytes == HEADER_BYTES) {
          headerBytes = 0;
          frame();
        }
      }
    }
  }

  private void frame() {
    toSkip = (header[0] & 0xff) << 16 | (header[1] & 0xff) << 8 | (header[2] & 0xff);
    if (header[3] == DATA) {
      taken += toSkip;
      if (taken > granted.get()) {
        throw new CloseConnectionException("a caller sends more than he was granted");
      }
    }
  }

  /* The server writes each frame by one call. */
  void note(BufferData frame) {
    boolean whole = frame.available() >= HEADER_BYTES + Integer.BYTES;
    if (whole && frame.get(3) == WINDOW_UPDATE && number(frame, 5) == 0) {
      granted.addAndGet(number(frame, HEADER_BYTES));
    }
  }

  private static int number(BufferData frame, int at) {
    return (frame.get(at) & 0x7f) << 24
        | (frame.get(at + 1) & 0xff) << 16
        | (frame.get(at + 2) & 0xff) << 8
        | (frame.get(at + 3) & 0xff);
  }

  private final class Noting implements DataWriter {
    private final DataWriter out;

    Noting(DataWriter out) {
      this.out = out;
    }

    @Override
    public void write(BufferData... buffers) {
      note(BufferData.create(buffers));
      out.write(buffers);
    }

    @Override
    public void write(BufferData buffer) {
      note(buffer);
      out.write(buffer);
    }

    @Override
    public void writeNow(BufferData... buffers) {
      note(BufferData.create(buffers));
      out.writeNow(buffers);
    }

    @Override
    public void writeNow(BufferData buffer) {
      note(buffer);
      out.writeNow(buffer);
    }

    @Override
    public void flush() {
      out.flush();
    }

    @Override
    public void close() {
      out.close();
    }
  }
}
