package io.facegate.gallery;

import java.time.Instant;

/** Size and dates of a group. */
public record GroupStat(int persons, int faces, Instant createdAt, Instant updatedAt) {}
