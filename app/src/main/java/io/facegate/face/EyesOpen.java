package io.facegate.face;

import org.jspecify.annotations.Nullable;

/**
 * How far the eyes are open, 0 (closed) to 1; sides as seen in the picture.
 *
 * @param left absent when that eye is covered
 * @param right absent when that eye is covered
 */
public record EyesOpen(@Nullable Double left, @Nullable Double right) {}
