package io.facegate.report;

import io.facegate.core.LivenessScene;
import io.facegate.vision.Output;
import java.util.Set;

/** A system under test: what decides whether a presentation is of a living person. */
enum PadCheck {
  /** A single picture, taken at arm's length. */
  COMMON(LivenessScene.COMMON.output(), "one picture at arm's length"),
  /** A single picture, taken on the way to a gate. */
  GATE(LivenessScene.GATE.output(), "one picture on the way to a gate"),
  /** A video; its pictures are judged as at arm's length, and its movement beside. */
  VIDEO(LivenessScene.COMMON.output(), "a video at arm's length");

  private final Output needs;
  private final String words;

  PadCheck(Output needs, String words) {
    this.needs = needs;
    this.words = words;
  }

  String words() {
    return words;
  }

  /** Whether models that tell these outputs can answer. */
  boolean isAnsweredBy(Set<Output> outputs) {
    return outputs.contains(needs);
  }

  /** Whether it is the one, or one of those, that a presentation is put to. */
  boolean takes(PadFolder.Sample sample) {
    return sample.isVideo() == (this == VIDEO);
  }
}
