package io.facegate.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Tries all vital parts at a time. A try that does not come back is left behind, and its part
 * counts as dead until it does: there is never a second beside it.
 */
final class VitalChecks {
  private final List<Trial> trials;

  VitalChecks(List<VitalCheck> checks) {
    this.trials = checks.stream().map(Trial::new).toList();
  }

  /** What is wrong, part by part; empty when all are well. */
  List<String> faults() throws InterruptedException {
    long begunNanos = System.nanoTime();
    trials.forEach(Trial::begin);
    List<String> faults = new ArrayList<>();
    for (Trial trial : trials) {
      trial.fault(begunNanos).ifPresent(fault -> faults.add(trial.check.name() + " " + fault));
    }
    return faults;
  }

  /** One part, and the try under way. */
  private static final class Trial {
    private final VitalCheck check;
    private @Nullable FutureTask<Optional<String>> running;

    Trial(VitalCheck check) {
      this.check = check;
    }

    void begin() {
      if (running == null) {
        running = new FutureTask<>(check.probe()::fault);
        Thread.ofPlatform().daemon().name("vital-" + check.name()).start(running);
      }
    }

    Optional<String> fault(long begunNanos) throws InterruptedException {
      FutureTask<Optional<String>> waited = running;
      if (waited == null) {
        return Optional.of("was not tried");
      }
      long leftNanos = check.timeMax().toNanos() - (System.nanoTime() - begunNanos);
      try {
        Optional<String> fault = waited.get(Math.max(0, leftNanos), TimeUnit.NANOSECONDS);
        running = null;
        return fault;
      } catch (TimeoutException hangs) {
        return Optional.of("does not come back within %d ms".formatted(check.timeMax().toMillis()));
      } catch (ExecutionException failed) {
        running = null;
        return Optional.of("fails: " + failed.getCause());
      }
    }
  }
}
