package io.facegate.dialect;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.webserver.CloseConnectionException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The server's end of TLS over the bytes of a connection. One thread reads, many may write.
 *
 * <p>The web server has TLS of its own, of two kinds. One lets reader and writers share a buffer;
 * the other loses a place for connections with each handshake that fails, and waits for handshakes
 * without end. Both would be the end of a listener that strangers can reach.
 */
final class TlsStream {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SSLEngine engine;
  private final DataReader in;
  private final DataWriter out;
  private final ReentrantLock writing = new ReentrantLock();

  /* What came in and is not yet decrypted; ready to be read. */
  private ByteBuffer received;
  private ByteBuffer plain;
  private ByteBuffer outgoing;

  TlsStream(SSLEngine engine, DataReader in, DataWriter out) {
    engine.setUseClientMode(false);
    engine.setHandshakeApplicationProtocolSelector(
        (handshaking, offered) -> offered.contains("h2") ? "h2" : "http/1.1");
    this.engine = engine;
    this.in = in;
    this.out = out;
    this.received = ByteBuffer.allocate(engine.getSession().getPacketBufferSize()).flip();
    this.plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
    this.outgoing = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
  }

  /**
   * Comes to terms with the caller.
   *
   * @throws SSLException when that cannot be
   */
  void handshake() throws SSLException {
    engine.beginHandshake();
    try {
      while (engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP) {
          if (unwrap().getStatus() == SSLEngineResult.Status.CLOSED) {
            throw new SSLException("the caller hung up");
          }
        } else {
          settle();
        }
      }
    } catch (SSLException fault) {
      close();
      throw fault;
    }
  }

  /** Whether HTTP/2 is what they agreed on. */
  boolean isHttp2() {
    return "h2".equals(engine.getApplicationProtocol());
  }

  /** What the caller says. */
  DataReader reader() {
    return DataReader.create(this::next);
  }

  /** Where he is answered. */
  DataWriter writer() {
    return new Encrypting();
  }

  /** Says goodbye, unless somebody is still speaking. */
  void close() {
    if (!writing.tryLock()) {
      return;
    }
    try {
      engine.closeOutbound();
      wrap(NOTHING);
    } catch (SSLException | RuntimeException gone) {
      System.getLogger(TlsStream.class.getName())
          .log(System.Logger.Level.TRACE, "a caller left without goodbye", gone);
    } finally {
      writing.unlock();
    }
  }

  /* The reader takes null for the end. */
  private byte @Nullable [] next() {
    try {
      while (plain.position() == 0) {
        if (unwrap().getStatus() == SSLEngineResult.Status.CLOSED) {
          return null;
        }
        settle();
      }
      byte[] bytes = Arrays.copyOf(plain.array(), plain.position());
      plain.clear();
      return bytes;
    } catch (SSLException fault) {
      throw new CloseConnectionException("a caller broke the rules of TLS", fault);
    }
  }

  /* Does what the engine wants done before anything else. */
  private void settle() throws SSLException {
    while (true) {
      HandshakeStatus status = engine.getHandshakeStatus();
      if (status == HandshakeStatus.NEED_TASK) {
        runTasks();
      } else if (status == HandshakeStatus.NEED_WRAP && !engine.isOutboundDone()) {
        writing.lock();
        try {
          wrap(NOTHING);
        } finally {
          writing.unlock();
        }
      } else if (status == HandshakeStatus.NEED_WRAP) {
        throw new SSLException("closed");
      } else {
        return;
      }
    }
  }

  private void runTasks() {
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      task.run();
    }
  }

  private SSLEngineResult unwrap() throws SSLException {
    while (true) {
      SSLEngineResult result = engine.unwrap(received, plain);
      switch (result.getStatus()) {
        case OK, CLOSED -> {
          return result;
        }
        case BUFFER_UNDERFLOW -> receive();
        case BUFFER_OVERFLOW ->
            plain = larger(plain, engine.getSession().getApplicationBufferSize());
      }
    }
  }

  private void receive() {
    in.ensureAvailable();
    byte[] bytes = in.readBuffer(in.available()).readBytes();
    ByteBuffer both = received;
    if (received.capacity() < received.remaining() + bytes.length) {
      both = ByteBuffer.allocate(received.remaining() + bytes.length).put(received);
    } else {
      both.compact();
    }
    received = both.put(bytes).flip();
  }

  /* Under the lock. */
  private void wrap(ByteBuffer source) throws SSLException {
    do {
      outgoing.clear();
      SSLEngineResult result = engine.wrap(source, outgoing);
      if (result.getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW) {
        outgoing = larger(outgoing, engine.getSession().getPacketBufferSize());
        continue;
      }
      if (outgoing.position() > 0) {
        out.writeNow(BufferData.create(Arrays.copyOf(outgoing.array(), outgoing.position())));
      }
      if (source.hasRemaining() && result.bytesConsumed() == 0) {
        proceed(result);
      }
    } while (source.hasRemaining());
  }

  private void proceed(SSLEngineResult result) throws SSLException {
    boolean closed = result.getStatus() == SSLEngineResult.Status.CLOSED;
    if (result.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
      runTasks();
    } else if (closed || result.bytesProduced() == 0) {
      throw new SSLException("nothing more can be said");
    }
  }

  private static ByteBuffer larger(ByteBuffer full, int bytes) {
    return ByteBuffer.allocate(full.capacity() + bytes).put(full.flip());
  }

  private final class Encrypting implements DataWriter {
    @Override
    public void write(BufferData... buffers) {
      writeNow(buffers);
    }

    @Override
    public void write(BufferData buffer) {
      writeNow(buffer);
    }

    @Override
    public void writeNow(BufferData... buffers) {
      writeNow(BufferData.create(buffers));
    }

    @Override
    public void writeNow(BufferData buffer) {
      writing.lock();
      try {
        wrap(ByteBuffer.wrap(buffer.readBytes()));
      } catch (SSLException fault) {
        throw new UncheckedIOException(fault);
      } finally {
        writing.unlock();
      }
    }
  }
}
