package io.facegate.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PixelRoomTest {
  private static final int LARGE = 20_000;
  private static final int SMALL = 10_000;

  private final PixelRoom room = new PixelRoom(100 << 10);

  @Test
  void largeOnesComeOneAfterTheOther() throws Exception {
    assertEquals(1, mostAtATime(LARGE));
    assertEquals(1, mostAtATime(Integer.MAX_VALUE));
  }

  @Test
  void smallOnesAreHeldSideBySide() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    Callable<Boolean> work =
        () -> {
          both.countDown();
          both.await();
          return true;
        };
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> one = callers.submit(() -> room.hold(SMALL, work));
      Future<Boolean> two = callers.submit(() -> room.hold(SMALL, work));
      assertEquals(List.of(true, true), List.of(one.get(), two.get()));
    }
  }

  @Test
  void failureGivesTheRoomBack() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThrows(
          IllegalStateException.class,
          () ->
              room.hold(
                  LARGE,
                  () -> {
                    throw new IllegalStateException("no picture");
                  }));
    }
    assertEquals("room", room.hold(LARGE, () -> "room"));
  }

  private int mostAtATime(int pixels) throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Callable<Integer> work =
        () -> {
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          Thread.sleep(1);
          return inside.decrementAndGet();
        };
    List<Future<Integer>> all = new ArrayList<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        all.add(callers.submit(() -> room.hold(pixels, work)));
      }
      for (Future<Integer> one : all) {
        one.get();
      }
    }
    return most.get();
  }
}
