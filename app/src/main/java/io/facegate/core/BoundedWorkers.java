package io.facegate.core;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Platform threads for native work, with a short queue before them: full is OVERLOADED, answered at
 * once.
 */
public final class BoundedWorkers implements AutoCloseable {
  private final ThreadPoolExecutor pool;
  private final WorkerLimits limits;

  /**
   * Starts the threads.
   *
   * @param name of the threads, as seen in a thread dump
   */
  public BoundedWorkers(String name, WorkerLimits limits) {
    this.limits = limits;
    this.pool =
        new ThreadPoolExecutor(
            limits.threads(),
            limits.threads(),
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(limits.queueMax()),
            Thread.ofPlatform().name(name + "-", 1).daemon(true).factory());
  }

  /**
   * Runs work and waits for it. Work that waits too long in the queue is not run at all and fails
   * with OVERLOADED; work that has begun is waited for, so that its outcome is known.
   */
  public <T> T call(Callable<T> work) {
    Task<T> task = new Task<>(work);
    execute(task);
    try {
      return await(task);
    } catch (InterruptedException interrupted) {
      giveUp(task);
      Thread.currentThread().interrupt();
      throw new FaceException(FaceFailure.OVERLOADED, "interrupted while waiting", interrupted);
    }
  }

  /** How much work waits for a thread. */
  public int queued() {
    return pool.getQueue().size();
  }

  /** Ends what has begun, as far as time allows; what waits fails with OVERLOADED. */
  @Override
  public void close() {
    pool.shutdown();
    for (Runnable waiting : pool.getQueue().toArray(Runnable[]::new)) {
      if (pool.remove(waiting) && waiting instanceof Task<?> task) {
        task.abandon();
      }
    }
    try {
      if (!pool.awaitTermination(limits.stopTimeMax().toMillis(), TimeUnit.MILLISECONDS)) {
        pool.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      pool.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void execute(Task<?> task) {
    try {
      pool.execute(task);
    } catch (RejectedExecutionException full) {
      throw new FaceException(FaceFailure.OVERLOADED, "the queue is full", full);
    }
  }

  private <T> T await(Task<T> task) throws InterruptedException {
    try {
      return get(task, limits.queueTimeMax());
    } catch (TimeoutException late) {
      if (giveUp(task)) {
        throw new FaceException(FaceFailure.OVERLOADED, "waited too long in the queue", late);
      }
    }
    try {
      return get(task, limits.runTimeMax());
    } catch (TimeoutException hanging) {
      throw new FaceException(FaceFailure.INTERNAL, "the work does not end", hanging);
    }
  }

  private boolean giveUp(Task<?> task) {
    pool.remove(task);
    return task.abandon();
  }

  private static <T> T get(Task<T> task, Duration timeMax)
      throws InterruptedException, TimeoutException {
    try {
      return task.get(timeMax.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException runtime) {
        throw runtime;
      }
      if (failed.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(failed);
    }
  }

  /** Work that either begins or is abandoned, never both. */
  private static final class Task<T> extends FutureTask<T> {
    private final AtomicBoolean settled = new AtomicBoolean();

    Task(Callable<T> work) {
      super(work);
    }

    @Override
    public void run() {
      if (settled.compareAndSet(false, true)) {
        super.run();
      }
    }

    boolean abandon() {
      if (settled.compareAndSet(false, true)) {
        setException(new FaceException(FaceFailure.OVERLOADED, "the work was not begun"));
        return true;
      }
      return false;
    }
  }
}
