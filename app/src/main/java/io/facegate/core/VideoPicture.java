package io.facegate.core;

/**
 * A picture out of a video.
 *
 * @param token stands for the face in it
 * @param jpeg the whole picture
 * @param score of the picture by itself, 0 to 1
 */
@SuppressWarnings("ArrayRecordComponent")
public record VideoPicture(String token, byte[] jpeg, double score) {}
