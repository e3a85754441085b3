package io.facegate.gallery;

import io.facegate.face.Face;

/**
 * A detected face whose feature was saved, so that its token can stand for the picture.
 *
 * @param face with embedding, and with all else that was measured; its parsing is not kept
 */
public record SavedFace(String token, Face face, int imageWidth, int imageHeight) {}
