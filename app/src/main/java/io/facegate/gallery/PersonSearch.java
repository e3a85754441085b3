package io.facegate.gallery;

import io.facegate.face.Embedding;
import java.util.List;

/**
 * Asks who resembles some faces, all of one person.
 *
 * @param groups where to look; empty for the whole app, those without group included
 * @param oncePerPerson whether who is in several groups is found once, or in each
 * @param faces one or more; an enrolled face counts with its best cosine
 * @param personsMax 1 or more
 */
public record PersonSearch(
    String app,
    List<String> groups,
    boolean oncePerPerson,
    List<Embedding> faces,
    int personsMax) {}
