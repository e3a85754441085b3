package io.facegate.core;

import java.util.List;

/**
 * Whether the person in a video is alive.
 *
 * @param score 0 to 1; what is said in the video counts for nothing
 * @param pictures the best of it, best first, at least one
 */
public record VideoVerdict(double score, List<VideoPicture> pictures) {}
