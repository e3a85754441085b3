package io.facegate.inference;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A call into native code that may never come back. */
final class TimedCall {
  private TimedCall() {}

  /**
   * Makes the call on a thread of its own, and waits for it.
   *
   * @param unwanted takes what a call brings that comes back too late
   * @param late what to throw when it takes longer than this
   */
  static <T> T of(
      Duration longest, Callable<T> call, Consumer<T> unwanted, Supplier<RuntimeException> late) {
    LateResult<T> task = new LateResult<>(call, unwanted);
    Thread.ofPlatform().daemon().name("engine-trial").start(task);
    try {
      return task.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException hangs) {
      task.giveUp();
      throw late.get();
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(failed.getCause());
    } catch (InterruptedException stopped) {
      task.giveUp();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", stopped);
    }
  }

  private static final class LateResult<T> extends FutureTask<T> {
    private final Consumer<T> unwanted;
    private boolean givenUp;

    LateResult(Callable<T> call, Consumer<T> unwanted) {
      super(call);
      this.unwanted = unwanted;
    }

    synchronized void giveUp() {
      givenUp = true;
      if (isDone()) {
        drop();
      }
    }

    @Override
    protected synchronized void done() {
      if (givenUp) {
        drop();
      }
    }

    private void drop() {
      if (state() == State.SUCCESS) {
        unwanted.accept(resultNow());
      }
    }
  }
}
