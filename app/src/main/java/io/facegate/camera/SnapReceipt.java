package io.facegate.camera;

/**
 * What became of a push.
 *
 * @param pictures that were in it
 * @param unreadable pictures that could not be decoded
 * @param faces that were found in the others
 */
public record SnapReceipt(int pictures, int unreadable, int faces) {}
