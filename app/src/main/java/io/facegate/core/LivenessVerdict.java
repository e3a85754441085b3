package io.facegate.core;

import java.util.List;

/**
 * Whether a person is alive.
 *
 * @param score the best of the pictures, 0 to 1
 * @param faces one of each picture, with its own score, in the order given
 */
public record LivenessVerdict(double score, List<SeenFace> faces) {}
