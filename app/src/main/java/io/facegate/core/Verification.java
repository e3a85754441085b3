package io.facegate.core;

import java.util.List;

/**
 * How much a person resembles the faces of some pictures.
 *
 * @param faces in the order of the pictures
 * @param same whether the best score says that it is the same person, by the usual threshold
 */
public record Verification(List<SeenFace> faces, ScoredPerson person, boolean same) {}
