package io.facegate;

import java.util.List;
import java.util.Optional;

/** The words of a command line. */
final class Words {
  private Words() {}

  /**
   * The value after an option; the words lose both.
   *
   * @throws IllegalArgumentException when nothing follows the option
   */
  static Optional<String> taken(List<String> words, String option) {
    int at = words.indexOf(option);
    if (at < 0) {
      return Optional.empty();
    }
    if (at + 1 == words.size()) {
      throw new IllegalArgumentException(option + " takes a value");
    }
    words.remove(at);
    return Optional.of(words.remove(at));
  }
}
