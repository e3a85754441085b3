package io.facegate.gallery;

import java.util.List;

/**
 * Asks for more faces of a person, in all its groups.
 *
 * @param faces with embeddings of the model the gallery was opened for
 * @param tag a note on these faces; may be empty
 * @param sameCosineMin from which cosine to a face of the person, or to one before it here, a face
 *     is nearly identical
 */
public record FaceIncrease(
    String app,
    String person,
    List<SavedFace> faces,
    String tag,
    double sameCosineMin,
    PersonBounds bounds) {}
