package io.facegate.gallery;

import io.facegate.face.Embedding;
import java.time.Instant;

/**
 * A face as it is enrolled.
 *
 * @param token deterministic: the same picture and face give the same token
 * @param embedding what is compared
 * @param tag a note on the face; may be empty
 * @param createdAt to the millisecond
 */
public record EnrolledFace(String token, Embedding embedding, String tag, Instant createdAt) {}
