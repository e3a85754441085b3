package io.facegate.vision.video;

import java.time.Duration;

/**
 * A track of pictures of an MP4 file.
 *
 * @param config what the decoder has to know before the first sample
 * @param width of a picture, as the header says
 * @param height likewise
 * @param quarterTurns clockwise, that bring pictures upright, 0 to 3
 * @param timescale units in a second
 */
@SuppressWarnings("ArrayRecordComponent")
record Mp4Track(
    byte[] config,
    int width,
    int height,
    int quarterTurns,
    long timescale,
    Mp4Samples samples) {

  /** When a sample is due, from the start. */
  Duration position(int sample) {
    return duration(samples.time(Math.clamp(sample, 0, Math.max(0, samples.count() - 1))));
  }

  /** How long the track plays. */
  Duration length() {
    return duration(samples.end());
  }

  private Duration duration(long units) {
    long seconds = Math.min(units / timescale, Integer.MAX_VALUE);
    return Duration.ofSeconds(seconds, 1_000_000_000L * (units % timescale) / timescale);
  }
}
