package io.facegate.core;

import java.util.List;

/** A face and who it may be, best first. */
public record Identification(SeenFace face, List<ScoredCandidate> candidates) {}
