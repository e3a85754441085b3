package io.facegate.core;

import java.util.List;

/**
 * Who is like a face.
 *
 * @param faces in the order of the pictures
 * @param persons best first
 */
public record Lookup(List<SeenFace> faces, List<ScoredPerson> persons) {}
