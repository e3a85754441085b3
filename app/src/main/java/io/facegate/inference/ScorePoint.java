package io.facegate.inference;

/**
 * One calibrated correspondence of an embedder: the score a caller sees for a cosine.
 *
 * @param cosine -1 to 1
 * @param score 0 to 100; 80 stands for a false-match rate of 1e-4
 */
public record ScorePoint(double cosine, double score) {}
