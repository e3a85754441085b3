package io.facegate.inference;

import java.util.Locale;

/** One way to run a model: an engine, and the form it reads. */
record Candidate(InferenceEngine engine, ModelForm form) {
  /** What a measurement of it holds for. */
  String identity() {
    return engine.identity() + ", " + form.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return engine.name() + ", " + form.name().toLowerCase(Locale.ROOT);
  }
}
