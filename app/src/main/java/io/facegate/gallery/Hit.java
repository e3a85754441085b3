package io.facegate.gallery;

import io.facegate.face.PersonKey;

/**
 * The best face of a person for a search.
 *
 * @param faceToken the enrolled face that came closest
 */
public record Hit(PersonKey person, String info, String faceToken, double cosine) {}
