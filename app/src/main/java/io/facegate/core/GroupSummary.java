package io.facegate.core;

import java.time.Instant;

/** Size and dates of a group. */
public record GroupSummary(int persons, int faces, Instant createdAt, Instant updatedAt) {}
