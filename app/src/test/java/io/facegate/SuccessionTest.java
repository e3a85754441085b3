package io.facegate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.config.GatewayConfig;
import io.facegate.config.GatewayConfigReader;
import io.facegate.ops.VitalCheck;
import io.facegate.testing.Await;
import io.facegate.testing.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** One gateway takes the place of another. */
class SuccessionTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final int opsPort = FreePort.next();
  private final GatewayConfig config =
      new GatewayConfigReader(Map.of()).read("it", "ops: {port: %d}".formatted(opsPort));
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger exit = new AtomicInteger(-1);
  private final CountDownLatch nextMayStart = new CountDownLatch(1);
  private final AtomicInteger starts = new AtomicInteger();
  private final AtomicReference<Runnable> replace = new AtomicReference<>(() -> {});

  /** A gateway of which nothing but its life is real. */
  private static final class Fake implements Incumbent {
    private final String name;
    private final CountDownLatch mayClose;
    private final List<GatewayConfig> adopted = new ArrayList<>();
    private volatile boolean closed;

    Fake(String name, CountDownLatch mayClose) {
      this.name = name;
      this.mayClose = mayClose;
    }

    @Override
    public String summary() {
      return name;
    }

    @Override
    public String status() {
      return name + " serves";
    }

    @Override
    public List<VitalCheck> vitals() {
      return List.of(new VitalCheck("inference", SOON, this::fault));
    }

    private Optional<String> fault() {
      if (closed) {
        throw new IllegalStateException("the models are closed");
      }
      return Optional.empty();
    }

    @Override
    public List<String> adopt(GatewayConfig config) {
      adopted.add(config);
      return List.of(name);
    }

    @Override
    public void close() {
      closed = true;
      try {
        mayClose.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static CountDownLatch open() {
    return new CountDownLatch(0);
  }

  private Succession start(Incumbent first, Incumbent.Start next) throws IOException {
    return Succession.start(
        config,
        (read, replaceSoon, listens) -> {
          replace.set(replaceSoon);
          return first;
        },
        next,
        exit::set,
        nanos::get);
  }

  private Incumbent wellBehaved(Runnable listens) {
    starts.incrementAndGet();
    try {
      nextMayStart.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    listens.run();
    return new Fake("second", open());
  }

  private static Optional<String> fault(Succession gateway) throws Exception {
    return gateway.vitals().getFirst().probe().fault();
  }

  private HttpResponse<String> health(String path) throws Exception {
    URI address = URI.create("http://127.0.0.1:%d%s".formatted(opsPort, path));
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void stateIsToldAndTheWatchdogFedWhileTheNextOneStarts() throws Exception {
    try (Succession gateway =
        start(new Fake("first", open()), (read, soon, listens) -> wellBehaved(listens))) {
      List<VitalCheck> vitals = gateway.vitals();
      assertEquals("first serves", gateway.status());
      assertEquals(Optional.empty(), vitals.getFirst().probe().fault());
      replace.get().run();
      Await.until(SOON, () -> starts.get() == 1, "the next one starts");
      nanos.addAndGet(Duration.ofSeconds(100).toNanos());
      assertTrue(gateway.status().startsWith("replacing: "), gateway.status());
      assertTrue(gateway.status().endsWith("for 100 s"), gateway.status());
      assertEquals(Optional.empty(), vitals.getFirst().probe().fault());
      HttpResponse<String> ready = health("/health/ready");
      assertEquals(503, ready.statusCode());
      assertTrue(ready.body().contains("\"replacing\":true"), ready.body());
      assertEquals(200, health("/health/live").statusCode());
      nextMayStart.countDown();
      Await.until(SOON, () -> gateway.status().equals("second serves"), "the next one serves");
      assertEquals(Optional.empty(), vitals.getFirst().probe().fault());
      assertEquals(List.of("second"), gateway.adopt(config));
    }
    assertEquals(-1, exit.get());
  }

  @Test
  void aReplacementThatHangsIsAFault() throws Exception {
    CountDownLatch mayClose = new CountDownLatch(1);
    Fake first = new Fake("first", mayClose);
    nextMayStart.countDown();
    try (Succession gateway = start(first, (read, soon, listens) -> wellBehaved(listens))) {
      replace.get().run();
      Await.until(SOON, () -> first.closed, "the first one closes");
      nanos.addAndGet(Replacement.TIME_MAX.toNanos());
      assertEquals(Optional.empty(), fault(gateway));
      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      assertTrue(fault(gateway).orElseThrow().contains("hangs"));
      mayClose.countDown();
      Await.until(SOON, () -> gateway.summary().equals("second"), "the next one serves");
      assertEquals(Optional.empty(), fault(gateway));
    }
  }

  @Test
  void whateverFailsEndsTheProcess() throws Exception {
    List<Incumbent.Start> failing =
        List.of(
            (read, soon, listens) -> {
              throw new IOException("the port is taken");
            },
            (read, soon, listens) -> {
              throw new IllegalStateException("the gallery cannot be opened");
            },
            (read, soon, listens) -> {
              throw new UnsatisfiedLinkError("no library");
            });
    for (Incumbent.Start next : failing) {
      exit.set(-1);
      try (Succession gateway = start(new Fake("first", open()), next)) {
        replace.get().run();
        Await.until(SOON, () -> exit.get() == 1, "the process ends");
        assertTrue(gateway.status().startsWith("replacing"), gateway.status());
      }
    }
  }

  @Test
  void whoIsToldToStopStartsNoOther() throws Exception {
    CountDownLatch mayClose = new CountDownLatch(1);
    Fake first = new Fake("first", mayClose);
    Succession gateway = start(first, (read, soon, listens) -> wellBehaved(listens));
    replace.get().run();
    Await.until(SOON, () -> first.closed, "the first one closes");
    Thread stop = Thread.ofPlatform().start(gateway::close);
    Await.until(SOON, () -> stop.getState() == Thread.State.WAITING, "the stop waits");
    mayClose.countDown();
    assertTrue(stop.join(SOON));
    assertEquals(0, starts.get());
    assertEquals(-1, exit.get());
  }

  @Test
  void whoWantsToReplaceWhileTheFirstStartsWaitsForIt() throws Exception {
    nextMayStart.countDown();
    Fake first = new Fake("first", open());
    try (Succession gateway =
        Succession.start(
            config,
            (read, replaceSoon, listens) -> {
              replaceSoon.run();
              return first;
            },
            (read, soon, listens) -> wellBehaved(listens),
            exit::set,
            nanos::get)) {
      Await.until(SOON, () -> gateway.summary().equals("second"), "the next one serves");
      assertTrue(first.closed);
      assertEquals(-1, exit.get());
    }
  }
}
