package io.facegate.gallery;

/**
 * What a change to another embedding model means for the enrolled faces.
 *
 * @param done faces that have an embedding of that model
 * @param due faces that have none, and a crop to make it from
 * @param lost faces that have neither: whose they are must enrol again
 */
public record RenewalCount(int done, int due, int lost) {}
