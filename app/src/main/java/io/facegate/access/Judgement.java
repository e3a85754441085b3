package io.facegate.access;

/**
 * What is said of a caller's credentials.
 *
 * @param <F> the ways in which they can be wrong
 */
public sealed interface Judgement<F extends Enum<F>> {

  /**
   * They are good.
   *
   * @param key on whose terms the call goes on
   */
  record Granted<F extends Enum<F>>(ApiKey key) implements Judgement<F> {}

  /**
   * They are not.
   *
   * @param fault why
   */
  record Refused<F extends Enum<F>>(F fault) implements Judgement<F> {}

  /** Nothing can be said: the keys cannot be read. Nobody is let in. */
  record Unavailable<F extends Enum<F>>() implements Judgement<F> {}
}
