package io.facegate.dialect;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Requests over real connections, several callers at a time: whole ones one after the other on one
 * connection, and mutated bytes. Each is answered in some dialect's words or the connection ends.
 */
final class FuzzSockets implements AutoCloseable {
  private static final int CALLERS = 8;
  private static final int PATIENCE_MILLIS = 15_000;
  private static final int BATCH = 50;
  private static final byte[] GOOD =
      "GET /face-api/v3/app/list HTTP/1.1\r\nHost: gate\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final DialectServer server;
  private final FuzzSeeds corpora;
  private final long seed;
  private final FuzzFindings findings;
  private final Set<String> internalCodes;
  private final FuzzKeys keys;
  private final AtomicLong internal = new AtomicLong();
  private final AtomicLong exchanges = new AtomicLong();
  private final AtomicLong connections = new AtomicLong();
  private final Map<String, Long> replies = new TreeMap<>();
  private long round;

  FuzzSockets(FuzzRig rig, FuzzSeeds corpora, long seed, FuzzFindings findings) {
    this.internalCodes = rig.internalCodes();
    this.keys = rig.keys();
    this.corpora = corpora;
    this.seed = seed;
    this.findings = findings;
    HttpLimits limits =
        new HttpLimits(
            1 << 20, 16 << 20, 32, 64, Duration.ofSeconds(2), Duration.ofMillis(300),
            Duration.ofSeconds(60));
    this.server =
        new DialectServer(rig.service(), rig.keys(), limits, this::answered);
  }

  /** Makes so many exchanges, or until the clock says so. */
  void run(long count, long deadlineNanos) throws InterruptedException {
    round++;
    Thread[] callers = new Thread[CALLERS];
    for (int i = 0; i < CALLERS; i++) {
      Caller caller = new Caller(seed + 1000 * round + i, count / CALLERS, deadlineNanos);
      callers[i] = Thread.ofVirtual().start(caller);
    }
    for (Thread caller : callers) {
      caller.join();
    }
  }

  long exchanges() {
    return exchanges.get();
  }

  synchronized String report() {
    return "sockets: %d exchanges, %d connections, replies %s"
        .formatted(exchanges.get(), connections.get(), replies);
  }

  private void answered(String dialect, String operation, String outcome, Duration took) {
    if (outcome.equals("INTERNAL") || outcome.equals("STORE_FAILED")) {
      internal.incrementAndGet();
    }
    if (took.toMillis() > 5000) {
      findings.add("socket " + dialect + " " + operation, "took " + took, new byte[0]);
    }
  }

  private synchronized void count(String what) {
    replies.merge(what, 1L, Long::sum);
  }

  @Override
  public void close() {
    server.close();
  }

  /** One who calls. */
  private final class Caller implements Runnable {
    private final RandomGenerator random;
    private final FuzzGenerator generator;
    private final long count;
    private final long deadlineNanos;
    private Optional<Line> line = Optional.empty();

    Caller(long callerSeed, long count, long deadlineNanos) {
      this.random = new SplittableRandom(callerSeed);
      this.generator = 
          new FuzzGenerator(random, corpora.unlearned(), new FuzzValues(random), keys);
      this.count = count;
      this.deadlineNanos = deadlineNanos;
    }

    @Override
    public void run() {
      for (long i = 0; i < count && System.nanoTime() - deadlineNanos < 0; i++) {
        FuzzRequest request = generator.next();
        if (random.nextInt(3) > 0 && isTidy(request)) {
          whole(framed(request), request.method());
        } else {
          raw(request);
        }
        exchanges.incrementAndGet();
        if (i % BATCH == BATCH - 1) {
          good();
        }
      }
      hangUp();
    }

    /* Whose end the server sees as we do. */
    private boolean isTidy(FuzzRequest request) {
      String head = request.method() + request.target() + String.join("", request.headers());
      return head.chars().allMatch(one -> one >= ' ' && one < 127)
          && request.method().matches("[A-Z]+")
          && request.target().startsWith("/")
          && !request.target().contains(" ")
          && request.headers().stream().allMatch(one -> one.matches("[A-Za-z-]+:.*"));
    }

    private byte[] framed(FuzzRequest request) {
      boolean chunked = request.header("Transfer-Encoding").isPresent();
      FuzzRequest bare =
          request.without("Transfer-Encoding").without("Content-Length").without("Expect")
              .without("Host").with("Host", "gate");
      if (!chunked) {
        int length = request.body().length();
        return bare.with("Content-Length", String.valueOf(length)).wire();
      }
      ByteArrayOutputStream chunks = new ByteArrayOutputStream();
      byte[] body = request.body().array();
      for (int at = 0; at < body.length; ) {
        int size = Math.min(body.length - at, 1 + random.nextInt(20_000));
        chunks.writeBytes((Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.UTF_8));
        chunks.write(body, at, size);
        chunks.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        at += size;
      }
      chunks.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      return bare.with("Transfer-Encoding", "chunked")
          .withBody(new FuzzRequest.Bytes(chunks.toByteArray()))
          .wire();
    }

    private void whole(byte[] wire, String method) {
      long faultsBefore = internal.get();
      try {
        Line used = connected();
        used.send(wire);
        FuzzReply reply = FuzzReply.read(used.in, method.equals("HEAD")).orElse(null);
        if (reply == null) {
          count("closed unanswered");
          hangUp();
          return;
        }
        judge(reply, wire, faultsBefore);
        if (reply.closes()) {
          hangUp();
        }
      } catch (SocketTimeoutException silent) {
        findings.add("socket", "no answer", wire);
        hangUp();
      } catch (IOException broken) {
        count("broken");
        hangUp();
      }
    }

    /** Bytes of one to three requests, spoilt; then nothing more is sent. */
    private void raw(FuzzRequest first) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.writeBytes(random.nextBoolean() ? framed(first) : first.wire());
      for (int i = random.nextInt(3); i > 0; i--) {
        all.writeBytes(framed(generator.next()));
      }
      byte[] wire = generator.changed(all.toByteArray());
      long faultsBefore = internal.get();
      try (Line own = new Line(server.connect())) {
        own.send(wire);
        own.socket.shutdownOutput();
        for (Optional<FuzzReply> reply = FuzzReply.read(own.in, false);
            reply.isPresent();
            reply = FuzzReply.read(own.in, false)) {
          judge(reply.get(), wire, faultsBefore);
        }
      } catch (SocketTimeoutException silent) {
        findings.add("socket", "does not end", wire);
      } catch (IOException broken) {
        count("broken");
      }
    }

    private void judge(FuzzReply reply, byte[] wire, long faultsBefore) {
      count(String.valueOf(reply.status()));
      reply.complaint(wire).ifPresent(complaint -> findings.add("socket", complaint, wire));
      if (internal.get() > faultsBefore && internalCodes.contains(reply.code())) {
        findings.add("socket", "INTERNAL\n" + reply.text(), wire);
      }
    }

    private void good() {
      try (Line own = new Line(server.connect())) {
        own.send(GOOD);
        FuzzReply reply = FuzzReply.read(own.in, false).orElseThrow(IOException::new);
        if (reply.status() != 200 || !reply.text().contains("\"error_code\":0")) {
          findings.add("socket", "a good request got " + reply.text(), GOOD);
        }
      } catch (IOException broken) {
        findings.add("socket", "a good request failed: " + broken, GOOD);
      }
    }

    private Line connected() throws IOException {
      if (line.isEmpty()) {
        line = Optional.of(new Line(server.connect()));
      }
      return line.get();
    }

    private void hangUp() {
      line.ifPresent(Line::close);
      line = Optional.empty();
    }
  }

  /** A connection. */
  private final class Line implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    Line(Socket socket) throws IOException {
      this.socket = socket;
      socket.setSoTimeout(PATIENCE_MILLIS);
      this.in = new BufferedInputStream(socket.getInputStream());
      connections.incrementAndGet();
    }

    /* A server that has said no may close while we still send; its answer is there to be read. */
    void send(byte[] wire) {
      try {
        socket.getOutputStream().write(wire);
      } catch (IOException closed) {
        count("closed while sending");
      }
    }

    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException gone) {
        count("closed badly");
      }
    }
  }
}
