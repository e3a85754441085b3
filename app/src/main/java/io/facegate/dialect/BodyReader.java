package io.facegate.dialect;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads bodies under limits of size, of time, and of what all of them hold together. */
final class BodyReader {
  private static final System.Logger LOG = System.getLogger(BodyReader.class.getName());
  private static final int PIECE_BYTES = 64 << 10;

  /* What is read out of a body is kept beside it until the request is answered. */
  private static final int COPIES = 2;

  private final HttpLimits limits;
  private final Semaphore bytesFree;

  BodyReader(HttpLimits limits) {
    this.limits = limits;
    this.bytesFree = new Semaphore(limits.bodiesBytesMax());
  }

  /** The most that one body of a dialect may hold. */
  int bytesMax() {
    return limits.bodyBytesMax();
  }

  /**
   * How many bytes to keep free for a request's body, until it is answered. Fails with
   * BODY_TOO_LARGE or OVERLOADED.
   */
  int reserve(HttpRequest request, int bytesMax) {
    if (request.bodyBytes() == HttpRequest.LENGTH_MALFORMED) {
      throw new FaceException(FaceFailure.BODY_UNREADABLE, "the length is malformed");
    }
    if (request.bodyBytes() > bytesMax) {
      throw new FaceException(FaceFailure.BODY_TOO_LARGE);
    }
    long length = request.bodyBytes() < 0 ? bytesMax : request.bodyBytes();
    int bytes = (int) Math.min(COPIES * length, limits.bodiesBytesMax());
    if (!bytesFree.tryAcquire(bytes)) {
      throw new FaceException(FaceFailure.OVERLOADED, "too many bodies at a time");
    }
    return bytes;
  }

  /** Gives back what was reserved. */
  void release(int bytes) {
    bytesFree.release(bytes);
  }

  /**
   * The whole body. Fails with BODY_TOO_LARGE, or with BODY_UNREADABLE when it does not arrive.
   *
   * <p>The server's sockets wait for bytes without end, so a thread of its own does the waiting. It
   * is left behind when a body stops coming, and ends with the connection.
   */
  byte[] read(HttpRequest request, int bytesMax) {
    if (request.bodyBytes() == 0) {
      return new byte[0];
    }
    Intake intake = new Intake(request, bytesMax);
    FutureTask<byte[]> task = new FutureTask<>(intake);
    Thread.ofVirtual().name("body").start(task);
    long deadlineNanos = System.nanoTime() + limits.bodyTimeMax().toNanos();
    try {
      return await(task, intake, deadlineNanos);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new FaceException(FaceFailure.OVERLOADED, "interrupted", interrupted);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof FaceException failure) {
        throw failure;
      }
      throw new FaceException(FaceFailure.BODY_UNREADABLE, "the body breaks off", failed);
    }
  }

  private byte[] await(FutureTask<byte[]> task, Intake intake, long deadlineNanos)
      throws InterruptedException, ExecutionException {
    while (true) {
      long silentAtNanos = intake.lastByteNanos + limits.silenceMax().toNanos();
      long now = System.nanoTime();
      long waitNanos = Math.min(silentAtNanos - now, deadlineNanos - now);
      if (waitNanos <= 0) {
        throw new FaceException(FaceFailure.BODY_UNREADABLE, "the body comes too slowly");
      }
      try {
        return task.get(waitNanos, TimeUnit.NANOSECONDS);
      } catch (TimeoutException late) {
        LOG.log(System.Logger.Level.TRACE, "waiting for a body", late);
      }
    }
  }

  /** Takes in one body, and notes when something came. */
  private static final class Intake implements Callable<byte[]> {
    private final HttpRequest request;
    private final int bytesMax;
    private volatile long lastByteNanos = System.nanoTime();

    Intake(HttpRequest request, int bytesMax) {
      this.request = request;
      this.bytesMax = bytesMax;
    }

    @Override
    public byte[] call() throws IOException {
      return request.bodyBytes() < 0 ? undeclared() : declared((int) request.bodyBytes());
    }

    /* Into its own array at once, so that a large body never lies in memory twice. The server takes
    a body for read, and keeps its connection, only when its end was seen too. */
    private byte[] declared(int length) throws IOException {
      byte[] body = new byte[length];
      InputStream in = request.body();
      for (int filled = 0; filled < length; ) {
        int count = in.read(body, filled, Math.min(PIECE_BYTES, length - filled));
        if (count < 0) {
          throw new FaceException(FaceFailure.BODY_UNREADABLE, "the body breaks off");
        }
        lastByteNanos = System.nanoTime();
        filled += count;
      }
      if (in.read(new byte[1]) >= 0) {
        throw new FaceException(FaceFailure.BODY_UNREADABLE, "the body is longer than declared");
      }
      return body;
    }

    private byte[] undeclared() throws IOException {
      ByteArrayOutputStream body = new ByteArrayOutputStream(PIECE_BYTES);
      byte[] piece = new byte[PIECE_BYTES];
      InputStream in = request.body();
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        lastByteNanos = System.nanoTime();
        if (body.size() + count > bytesMax) {
          throw new FaceException(FaceFailure.BODY_TOO_LARGE);
        }
        body.write(piece, 0, count);
      }
      return body.toByteArray();
    }
  }
}
