package io.facegate.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.testing.Await;
import io.facegate.testing.DatagramInbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a manager of services hears, on a real socket. */
class ServiceNotifierTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration AGES = Duration.ofSeconds(5);

  private final String name = "@facegate-test-" + UUID.randomUUID();
  private final List<String> heard = new ArrayList<>();

  @TempDir private Path folder;

  @Test
  void lifeOfAService() {
    try (DatagramInbox manager = new DatagramInbox(name);
        ServiceNotifier notifier = ServiceNotifier.of(Map.of("NOTIFY_SOCKET", name))) {
      notifier.ready("3 cameras\nREADY=0");
      long beforeMicros = System.nanoTime() / 1000;
      notifier.reloading();
      notifier.stopping();
      List<String> texts = manager.texts();
      assertEquals("READY=1\nSTATUS=3 cameras READY=0", texts.getFirst());
      assertEquals("STOPPING=1\nSTATUS=stops", texts.getLast());
      assertTrue(texts.get(1).startsWith("RELOADING=1\nMONOTONIC_USEC="), texts.get(1));
      long micros = Long.parseLong(texts.get(1).replaceAll("(?s).*=", "").strip());
      assertTrue(Math.abs(micros - beforeMicros) < AGES.toNanos() / 1000, texts.get(1));
    }
  }

  @Test
  void aStartThatFailedIsTold() {
    try (DatagramInbox manager = new DatagramInbox(name);
        ServiceNotifier notifier = ServiceNotifier.of(Map.of("NOTIFY_SOCKET", name))) {
      notifier.failed(Duration.ofSeconds(8));
      assertEquals(
          List.of("STATUS=cannot start, the log says why; tries again in 8 s"), manager.texts());
    }
  }

  @Test
  void aSocketMayBeAPath() {
    String path = folder.resolve("notify").toString();
    try (DatagramInbox manager = new DatagramInbox(path);
        ServiceNotifier notifier = ServiceNotifier.of(Map.of("NOTIFY_SOCKET", path))) {
      notifier.stopping();
      assertEquals(1, manager.texts().size());
    }
  }

  @Test
  void withoutAManagerNothingHappens() {
    AtomicInteger tries = new AtomicInteger();
    List<Map<String, String>> environments =
        List.of(
            Map.of(),
            Map.of("WATCHDOG_USEC", "1000"),
            Map.of("NOTIFY_SOCKET", "vsock:2:1"),
            Map.of("NOTIFY_SOCKET", "/" + "long".repeat(40)),
            Map.of("NOTIFY_SOCKET", folder + "/nobody-listens", "WATCHDOG_USEC", "what"));
    for (Map<String, String> environment : environments) {
      try (ServiceNotifier notifier = ServiceNotifier.of(environment)) {
        notifier.ready("");
        notifier.reloading();
        notifier.watch(List.of(check("any", tries::incrementAndGet)), () -> "fine");
        notifier.stopping();
      }
    }
    assertEquals(0, tries.get());
  }

  @Test
  void theWatchdogHearsOfASoundServiceOnly() {
    AtomicReference<Optional<String>> fault = new AtomicReference<>(Optional.empty());
    VitalCheck check = new VitalCheck("store", AGES, fault::get);
    try (DatagramInbox manager = new DatagramInbox(name);
        ServiceNotifier notifier = notifier()) {
      notifier.watch(List.of(check), () -> "2 cameras");
      awaitSaid(manager, "WATCHDOG=1\nSTATUS=2 cameras");
      fault.set(Optional.of("is full"));
      awaitSaid(manager, "STATUS=not alive: store is full");
      heard.clear();
      awaitSaid(manager, "STATUS=not alive: store is full");
      assertEquals(List.of(), pings());
      fault.set(Optional.empty());
      awaitSaid(manager, "WATCHDOG=1\nSTATUS=2 cameras");
    }
  }

  @Test
  void aCheckThatHangsOrThrowsStopsTheWatchdog() {
    CountDownLatch hang = new CountDownLatch(1);
    AtomicInteger begun = new AtomicInteger();
    VitalCheck hanging =
        new VitalCheck(
            "inference",
            Duration.ofMillis(20),
            () -> {
              begun.incrementAndGet();
              hang.await();
              return Optional.empty();
            });
    VitalCheck throwing =
        new VitalCheck(
            "store",
            AGES,
            () -> {
              throw new IOException("no disk");
            });
    try (DatagramInbox manager = new DatagramInbox(name);
        ServiceNotifier notifier = notifier()) {
      notifier.watch(List.of(hanging, throwing), () -> "fine");
      String told =
          "STATUS=not alive: inference does not come back within 20 ms; "
              + "store fails: java.io.IOException: no disk";
      awaitSaid(manager, told);
      heard.clear();
      awaitSaid(manager, told);
      assertEquals(List.of(), pings());
      assertEquals(1, begun.get(), "a check that hangs is not begun again beside itself");
      hang.countDown();
      awaitSaid(manager, "STATUS=not alive: store fails: java.io.IOException: no disk");
      Await.until(PATIENCE, () -> begun.get() > 1, "it is begun again once it has come back");
    }
  }

  @Test
  void aWatchdogOfAnotherProcessIsNotOurs() {
    AtomicInteger tries = new AtomicInteger();
    try (DatagramInbox manager = new DatagramInbox(name);
        ServiceNotifier notifier =
            ServiceNotifier.of(
                Map.of("NOTIFY_SOCKET", name, "WATCHDOG_USEC", "1000", "WATCHDOG_PID", "1"))) {
      notifier.watch(List.of(check("any", tries::incrementAndGet)), () -> "fine");
      awaitSaid(manager, "STATUS=fine");
      assertEquals(0, tries.get());
    }
  }

  @Test
  void onlyNamesOfLocalSocketsAreTaken() throws IOException {
    assertEquals(2 + 2 + 1, UnixDatagrams.address("/a").length);
    assertEquals(2 + 3, UnixDatagrams.address("@ab").length);
    for (String name : List.of("", "@", "/", "relative", "/" + "x".repeat(107))) {
      assertThrows(IOException.class, () -> UnixDatagrams.address(name));
    }
  }

  private ServiceNotifier notifier() {
    return ServiceNotifier.of(Map.of("NOTIFY_SOCKET", name, "WATCHDOG_USEC", "60000"));
  }

  private static VitalCheck check(String name, Runnable run) {
    return new VitalCheck(
        name,
        AGES,
        () -> {
          run.run();
          return Optional.empty();
        });
  }

  private List<String> pings() {
    return heard.stream().filter(text -> text.contains("WATCHDOG=1")).toList();
  }

  private void awaitSaid(DatagramInbox manager, String text) {
    Await.until(
        PATIENCE,
        () -> {
          heard.addAll(manager.texts());
          return heard.contains(text);
        },
        text);
  }
}
