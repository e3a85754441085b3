package io.facegate.search;

/**
 * A vector that resembles the query.
 *
 * @param <T> what labels a vector
 * @param cosine -1 to 1
 */
public record Match<T>(T label, double cosine) {}
