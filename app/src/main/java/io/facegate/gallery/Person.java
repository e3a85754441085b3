package io.facegate.gallery;

import io.facegate.face.PersonKey;
import java.time.Instant;
import java.util.List;

/** A member of a group with the faces kept for it, oldest first. */
public record Person(
    PersonKey key, String info, Instant createdAt, Instant updatedAt, List<EnrolledFace> faces) {}
