package io.facegate.core;

import java.time.Instant;

/** An enrolled face by its token. */
public record KeptFace(String token, Instant createdAt) {}
