package io.facegate.core;

import java.util.List;
import java.util.Set;

/**
 * Asks who is like the face of some pictures, however little.
 *
 * @param dialect the API through which the question came, for the event that tells of it
 * @param pictures one or more, of one person; a person's face counts with its best score
 * @param groups where to look; empty for the whole app, persons without group included
 * @param oncePerPerson whether a person in several groups is told once, or for each group
 * @param personsMax at most so many answers; 1 or more
 * @param scoresMax of each person at most so many faces' scores; 1 or more
 * @param details what to tell of the faces in the pictures; without the model absent
 */
public record LookupQuery(
    String dialect,
    String app,
    List<ImageRef> pictures,
    List<String> groups,
    boolean oncePerPerson,
    int personsMax,
    int scoresMax,
    Set<FaceDetail> details) {}
