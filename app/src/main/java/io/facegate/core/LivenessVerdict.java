package io.facegate.core;

import java.util.List;

/**
 * Whether a person is alive.
 *
 * @param score the best of the pictures, 0 to 1
 * @param faces one of each picture, in the order given, each with its own score unless its picture
 *     does not allow a judgement
 */
public record LivenessVerdict(double score, List<SeenFace> faces) {}
