package io.facegate.config;

import java.util.List;
import java.util.Map;

/** A piece of a YAML document that remembers its line, counted from 1. */
sealed interface Yaml {
  int line();

  /** Keys with their values, in the order of the document. */
  record Mapping(int line, Map<String, Yaml> entries) implements Yaml {}

  /** Items in the order of the document. */
  record Sequence(int line, List<Yaml> items) implements Yaml {}

  /** A value as it is written; an empty text for a key without a value. */
  record Scalar(int line, String text) implements Yaml {}
}
