package io.facegate.core;

/**
 * An enrolled person who resembles a face enough.
 *
 * @param score 0 to 100 on the calibrated scale
 */
public record ScoredCandidate(Candidate candidate, double score) {}
