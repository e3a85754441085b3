package io.facegate.core;

import java.util.List;
import java.util.Set;

/**
 * Asks whether some pictures show a person.
 *
 * @param dialect the API through which the question came, for the event that tells of it
 * @param pictures one or more, of one person; an enrolled face counts with its best score
 * @param groups where to look; empty for all of the person's
 * @param scoresMax at most so many faces' scores; 1 or more
 * @param details what to tell of the faces in the pictures; without the model absent
 */
public record VerifyQuery(
    String dialect,
    String app,
    List<ImageRef> pictures,
    String person,
    List<String> groups,
    int scoresMax,
    Set<FaceDetail> details) {}
