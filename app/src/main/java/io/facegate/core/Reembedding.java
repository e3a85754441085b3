package io.facegate.core;

import io.facegate.face.Embedding;
import io.facegate.face.FaceCrop;
import io.facegate.face.FaceException;
import io.facegate.gallery.DueFace;
import io.facegate.gallery.RecordKey;
import io.facegate.gallery.RenewalCount;
import io.facegate.gallery.Renewals;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Embeds the enrolled faces by another model, from their crops, behind those who use the service:
 * one face at a time, never while pictures wait, and at rest for as long as it worked. What is done
 * is kept batch by batch; a restart goes on behind the last of them.
 */
public final class Reembedding implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Reembedding.class.getName());
  private static final int BATCH = 16;
  private static final long TOLD_EVERY = 1000;
  private static final Duration BUSY_PAUSE = Duration.ofMillis(50);
  private static final Duration STOP_MAX = Duration.ofSeconds(2);

  private final Renewals renewals;
  private final Job job;
  private final BooleanSupplier busy;
  private final Thread thread;
  private volatile ReembeddingProgress progress;
  private volatile boolean stopped;

  /** Embeds the face of a crop; fails with FaceException when it cannot be decoded. */
  public interface CropReader {
    /** The embedding. */
    Embedding embed(FaceCrop crop);
  }

  /** Where embeddings go. */
  public interface Target {
    /** Keeps some of them durably. */
    void keep(Map<RecordKey.FaceKey, Embedding> embeddings);
  }

  /**
   * What is to be done.
   *
   * @param modelId that shall have made all embeddings
   * @param reader runs that model
   * @param target takes what it makes
   * @param servesMeanwhile the model that serves until all is done; null when nothing serves these
   *     faces, and each comes back as soon as it is done
   * @param done run in the end, unless it was closed before
   */
  public record Job(
      String modelId,
      CropReader reader,
      Target target,
      @Nullable String servesMeanwhile,
      Runnable done) {}

  /**
   * Prepares the work; {@link #start} begins it.
   *
   * @param busy whether others wait for what this would use
   */
  public Reembedding(Renewals renewals, Job job, BooleanSupplier busy) {
    this.renewals = renewals;
    this.job = job;
    this.busy = busy;
    RenewalCount count = renewals.count(job.modelId());
    this.progress =
        new ReembeddingProgress(
            job.modelId(),
            job.servesMeanwhile(),
            ReembeddingProgress.State.RUNNING,
            count.done(),
            count.done() + count.due(),
            count.lost());
    this.thread =
        Thread.ofPlatform().name("reembedding").daemon().priority(Thread.MIN_PRIORITY)
            .unstarted(this::run);
  }

  /** Begins. */
  public void start() {
    LOG.log(System.Logger.Level.INFO, "{0}", progress);
    thread.start();
  }

  /** How far it is. */
  public ReembeddingProgress progress() {
    return progress;
  }

  private void run() {
    try {
      /* Who is enrolled meanwhile, or could not be read, comes with the next round. */
      boolean more = true;
      while (more && !stopped) {
        more = round();
      }
      if (!stopped) {
        finish();
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failed) {
      if (!stopped) {
        progress = progress.in(ReembeddingProgress.State.FAILED);
        LOG.log(
            System.Logger.Level.ERROR, "embedding anew stopped; a restart goes on with it", failed);
      }
    }
  }

  /** Once through all faces; whether any was done. */
  private boolean round() throws InterruptedException {
    boolean any = false;
    RecordKey.FaceKey last = null;
    while (!stopped) {
      List<DueFace> batch = renewals.due(job.modelId(), last, BATCH);
      if (batch.isEmpty()) {
        break;
      }
      last = batch.getLast().key();
      any |= embedAll(batch) > 0;
    }
    RenewalCount count = renewals.count(job.modelId());
    progress = progress.of(count);
    return any && count.due() > 0;
  }

  private int embedAll(List<DueFace> batch) throws InterruptedException {
    Map<RecordKey.FaceKey, Embedding> made = new LinkedHashMap<>();
    for (DueFace face : batch) {
      while (busy.getAsBoolean() && !stopped) {
        Thread.sleep(BUSY_PAUSE);
      }
      if (stopped) {
        break;
      }
      long begun = System.nanoTime();
      try {
        made.put(face.key(), job.reader().embed(face.crop()));
      } catch (FaceException unreadable) {
        LOG.log(
            System.Logger.Level.WARNING, "the crop of a face cannot be read: {0}", face.key());
      }
      Thread.sleep(Duration.ofNanos(System.nanoTime() - begun));
    }
    if (!made.isEmpty()) {
      job.target().keep(made);
      advance(made.size());
    }
    return made.size();
  }

  private void advance(int faces) {
    ReembeddingProgress before = progress;
    progress = before.advanced(faces);
    if (before.done() / TOLD_EVERY != progress.done() / TOLD_EVERY) {
      LOG.log(System.Logger.Level.INFO, "{0}", progress);
    }
  }

  private void finish() {
    progress = progress.in(ReembeddingProgress.State.DONE);
    LOG.log(System.Logger.Level.INFO, "{0}", progress);
    job.done().run();
  }

  /** Stops after the face at hand. */
  @Override
  public void close() {
    stopped = true;
    thread.interrupt();
    try {
      if (thread != Thread.currentThread() && thread.isAlive() && !thread.join(STOP_MAX)) {
        LOG.log(System.Logger.Level.WARNING, "embedding anew does not stop in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
