package io.facegate.demo;

import io.facegate.face.Image;

/** The grain of a camera's sensor, another one for every picture. */
final class SensorNoise {
  private static final int TABLE = 1 << 16;
  private static final int AMPLITUDE = 3;

  private final byte[] grain = new byte[TABLE];

  SensorNoise() {
    Noise noise = new Noise(77);
    for (int i = 0; i < TABLE; i++) {
      double bell = noise.hash(i, 0) + noise.hash(i, 1) + noise.hash(i, 2) - 1.5;
      grain[i] = (byte) Math.round(AMPLITUDE * bell);
    }
  }

  /** Adds grain to a picture nobody else has seen yet. */
  void add(Image picture, long moment) {
    byte[] bgr = picture.bgr();
    int at = (int) (moment * 40_503L & (TABLE - 1));
    for (int i = 0; i < bgr.length; i++) {
      at = at + 1 & (TABLE - 1);
      int value = (bgr[i] & 255) + grain[at];
      bgr[i] = (byte) Math.max(0, Math.min(255, value));
    }
  }
}
