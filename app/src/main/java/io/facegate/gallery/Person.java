package io.facegate.gallery;

import io.facegate.face.PersonKey;
import java.time.Instant;
import java.util.List;

/**
 * A member of a group with the faces kept for it, oldest first.
 *
 * @param tag a note on the person; may be empty
 */
public record Person(
    PersonKey key,
    String info,
    String tag,
    Instant createdAt,
    Instant updatedAt,
    List<EnrolledFace> faces) {}
