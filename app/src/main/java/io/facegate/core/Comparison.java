package io.facegate.core;

import java.util.List;

/**
 * How much two faces resemble each other.
 *
 * @param score 0 to 100 on the calibrated scale
 * @param faces the two compared, in the order given
 */
public record Comparison(double score, List<SeenFace> faces) {}
