package io.facegate.core;

import io.facegate.face.PersonKey;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a face to be kept.
 *
 * @param info the person's new info; null leaves it as it is, or empty
 */
public record EnrollCommand(
    PersonKey person, Probe probe, @Nullable String info, EnrollMode mode) {}
