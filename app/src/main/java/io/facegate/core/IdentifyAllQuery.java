package io.facegate.core;

import java.util.List;

/**
 * Asks who the persons with the largest faces of a picture are.
 *
 * @param dialect the API through which the question came, for the events that tell of it
 * @param groups where to look
 * @param facesMax the largest faces, at most so many; 1 or more
 * @param scoreMin who is below is left out; 0 to 100
 * @param personsMax at most so many for each face; 1 or more
 */
public record IdentifyAllQuery(
    String dialect,
    String app,
    Probe probe,
    List<String> groups,
    int facesMax,
    double scoreMin,
    int personsMax) {}
