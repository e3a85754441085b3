package io.facegate;

import io.facegate.config.GatewayConfig;
import io.facegate.core.FaceService;
import io.facegate.ops.VitalCheck;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The gateway that runs, and the one that takes its place when another embedder is ready. How it
 * goes can be asked at any time, also in between.
 */
final class Succession implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Succession.class.getName());
  private static final int FAILED = 1;

  private final Incumbent.Start next;
  private final IntConsumer exit;
  private final LongSupplier nanos;

  /* Who changes something holds it, a replacement from its begin to its end; who asks does not. */
  private final ReentrantLock changes = new ReentrantLock();
  private GatewayConfig config;
  private volatile Standing standing;
  private volatile boolean closed;

  /** Which gateway it is about, and, when it gives way to the next, how that goes. */
  private record Standing(Incumbent gateway, @Nullable Replacement replacement) {}

  private Succession(
      GatewayConfig config,
      Incumbent.Start first,
      Incumbent.Start next,
      IntConsumer exit,
      LongSupplier nanos)
      throws IOException {
    this.config = config;
    this.next = next;
    this.exit = exit;
    this.nanos = nanos;
    /* Who wants to replace the first while it starts waits until it has. */
    changes.lock();
    try {
      this.standing = new Standing(first.of(config, this::replaceSoon, () -> {}), null);
    } finally {
      changes.unlock();
    }
  }

  /** Starts the first. */
  static Succession start(GatewayConfig config, Consumer<FaceService> before)
      throws IOException {
    return start(
        config,
        (read, replace, listens) -> Gateway.start(read, before, replace, listens),
        (read, replace, listens) -> Gateway.start(read, faces -> {}, replace, listens),
        System::exit,
        System::nanoTime);
  }

  /**
   * Starts the first.
   *
   * @param exit ends the process
   */
  static Succession start(
      GatewayConfig config,
      Incumbent.Start first,
      Incumbent.Start next,
      IntConsumer exit,
      LongSupplier nanos)
      throws IOException {
    return new Succession(config, first, next, exit, nanos);
  }

  /** What runs where, in a line. */
  String summary() {
    return standing.gateway.summary();
  }

  /** How it goes, in a line. */
  String status() {
    Standing now = standing;
    return now.replacement == null ? now.gateway.status() : now.replacement.status();
  }

  /** What must come back and be well for the service to count as alive, whichever one runs. */
  List<VitalCheck> vitals() {
    return standing.gateway.vitals().stream()
        .map(
            check -> new VitalCheck(check.name(), check.timeMax(), () -> fault(check.name())))
        .toList();
  }

  private Optional<String> fault(String name) throws Exception {
    Standing asked = standing;
    if (asked.replacement != null) {
      return asked.replacement.fault();
    }
    try {
      Optional<String> fault = check(asked.gateway, name).probe().fault();
      if (fault.isEmpty() || standing.equals(asked)) {
        return fault;
      }
    } catch (Exception failed) {
      if (standing.equals(asked)) {
        throw failed;
      }
    }
    /* Whoever was asked was closed meanwhile, and what he says does not count any more. */
    Replacement under = standing.replacement;
    return under == null ? Optional.empty() : under.fault();
  }

  private static VitalCheck check(Incumbent gateway, String name) {
    return gateway.vitals().stream()
        .filter(check -> check.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Takes over what may change while the service runs; who comes after has it, too.
   *
   * @return what was done, in words
   */
  List<String> adopt(GatewayConfig other) {
    changes.lock();
    try {
      config = config.taking(other);
      return standing.gateway.adopt(config);
    } finally {
      changes.unlock();
    }
  }

  /* On a thread of its own: whoever asks is a part of the gateway that is closed. Not a daemon's:
     between one gateway and the next nothing else would keep the process. */
  private void replaceSoon() {
    try {
      Thread.ofPlatform().name("replace").daemon(false).start(this::replace);
    } catch (OutOfMemoryError noThread) {
      end(noThread);
    }
  }

  /* Whatever goes wrong: better no process, which systemd starts again, than one that serves
     nobody. */
  private void replace() {
    try {
      changes.lock();
      try {
        succeed();
      } finally {
        changes.unlock();
      }
    } catch (Throwable failed) {
      end(failed);
    }
  }

  private void succeed() throws IOException {
    if (closed) {
      return;
    }
    Incumbent old = standing.gateway;
    Replacement replacement = new Replacement(nanos);
    standing = new Standing(old, replacement);
    LOG.log(System.Logger.Level.INFO, "facegate starts anew, for another embedder is ready");
    try {
      old.close();
      replacement.show(config);
      if (closed) {
        return;
      }
      Incumbent started = next.of(config, this::replaceSoon, replacement::hide);
      standing = new Standing(started, null);
      LOG.log(System.Logger.Level.INFO, "facegate goes on: {0}", started.summary());
    } finally {
      replacement.hide();
    }
  }

  private void end(Throwable failed) {
    try {
      LOG.log(
          System.Logger.Level.ERROR,
          "facegate cannot go on with another embedder, and its process ends",
          failed);
    } finally {
      exit.accept(FAILED);
    }
  }

  @Override
  public void close() {
    closed = true;
    changes.lock();
    try {
      standing.gateway.close();
    } finally {
      changes.unlock();
    }
  }
}
