package io.facegate.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks who the person with the largest face of a picture is.
 *
 * @param dialect the API through which the question came, for the event that tells of it
 * @param groups where to look
 * @param person the only person to compare with, or null for everybody
 * @param scoreMin who is below is left out; 0 to 100
 * @param personsMax at most so many; 1 or more
 */
public record IdentifyQuery(
    String dialect,
    String app,
    Probe probe,
    List<String> groups,
    @Nullable String person,
    double scoreMin,
    int personsMax) {}
