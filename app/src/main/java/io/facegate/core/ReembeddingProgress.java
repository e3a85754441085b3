package io.facegate.core;

import io.facegate.gallery.RenewalCount;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far the change to another embedder is.
 *
 * @param modelId the embedder that is to serve
 * @param servesMeanwhile the one that serves until then; null when faces come back one by one
 * @param done faces that have an embedding of the model
 * @param total faces that have one, or a crop to make it from
 * @param lost faces that have neither: whose they are must enrol again
 */
public record ReembeddingProgress(
    String modelId,
    @Nullable String servesMeanwhile,
    State state,
    int done,
    int total,
    int lost) {
  /** Where it stands. */
  public enum State {
    RUNNING,
    /** All that can be done is done. */
    DONE,
    /** It stopped for a reason that is in the log; the next start goes on. */
    FAILED
  }

  /** The state in small letters. */
  public String stateName() {
    return state.name().toLowerCase(Locale.ROOT);
  }

  ReembeddingProgress in(State next) {
    return new ReembeddingProgress(modelId, servesMeanwhile, next, done, total, lost);
  }

  ReembeddingProgress advanced(int faces) {
    return new ReembeddingProgress(
        modelId, servesMeanwhile, state, done + faces, Math.max(total, done + faces), lost);
  }

  ReembeddingProgress of(RenewalCount count) {
    return new ReembeddingProgress(
        modelId, servesMeanwhile, state, count.done(), count.done() + count.due(), count.lost());
  }

  /** A line for the log. */
  @Override
  public String toString() {
    String meanwhile =
        servesMeanwhile == null
            ? "each is found again when it is done"
            : servesMeanwhile + " serves until all are";
    return ("faces embedded anew by %s: %d of %d, %s; %s; of %d more no picture was kept: whose"
            + " they are must enrol again")
        .formatted(modelId, done, total, stateName(), meanwhile, lost);
  }
}
