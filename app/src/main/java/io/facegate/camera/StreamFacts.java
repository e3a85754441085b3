package io.facegate.camera;

/**
 * What a source says of its frames.
 *
 * @param codec as FFmpeg calls it, such as {@code h264} or {@code hevc}
 * @param widthPx as sent, before they are scaled down
 * @param heightPx as sent
 */
record StreamFacts(String codec, int widthPx, int heightPx) {}
