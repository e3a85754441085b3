package io.facegate.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for faces to be added to a person in all its groups. A face nearly identical to one that the
 * person has fails with FACE_NEARLY_IDENTICAL.
 *
 * @param tag said of these faces; null for nothing
 */
public record FaceAddition(
    String app,
    String person,
    List<ImageRef> pictures,
    @Nullable String tag,
    PersonLimits limits) {}
