package io.facegate.vision.video;

import java.time.Duration;

/** What is heard in a video: one channel of signed 16-bit samples, 16 kHz. */
public final class Sound {
  /** Samples in a second. */
  public static final int RATE = 16_000;

  private final short[] samples;

  Sound(short[] samples) {
    this.samples = samples;
  }

  /** The samples themselves, not a copy. */
  public short[] samples() {
    return samples;
  }

  /** How long it lasts. */
  public Duration length() {
    return Duration.ofMillis(1000L * samples.length / RATE);
  }
}
