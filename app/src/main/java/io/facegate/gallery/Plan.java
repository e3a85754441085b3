package io.facegate.gallery;

import java.util.List;

/**
 * A change to a person, all of which is done or nothing.
 *
 * @param intents one at most for each group
 * @param result what to answer once it is done
 */
record Plan<R>(List<Intent> intents, R result) {
  /** A change about whose outcome there is nothing to say. */
  static Plan<Boolean> of(List<Intent> intents) {
    return new Plan<>(intents, true);
  }
}
