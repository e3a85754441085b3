package io.facegate.report;

import io.facegate.face.Embedding;

/** What came of a picture that was to be recognised. */
sealed interface Reading {
  /** Its largest face, as the service takes it where one is asked for. */
  record Found(Embedding embedding) implements Reading {}

  /** No face; why, in words. */
  record Failed(String reason) implements Reading {}
}
