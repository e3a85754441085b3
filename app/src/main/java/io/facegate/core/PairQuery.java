package io.facegate.core;

import java.util.List;
import java.util.Set;

/**
 * Asks how much the people of several pictures resemble each other.
 *
 * @param pictures in the order in which they are numbered
 * @param details what to tell of all faces; without the model a detail stays absent
 * @param livenessOf the numbers, from 0, of pictures whose liveness is to be told too
 */
public record PairQuery(
    String app, List<ImageRef> pictures, Set<FaceDetail> details, Set<Integer> livenessOf) {}
