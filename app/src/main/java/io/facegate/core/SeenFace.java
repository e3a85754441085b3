package io.facegate.core;

import io.facegate.face.Face;

/**
 * A face found in a picture, and the token that stands for it: the same picture and face give the
 * same token, across restarts.
 *
 * @param token 32 lower-case hexadecimal digits
 */
public record SeenFace(String token, Face face, int imageWidth, int imageHeight) {}
