/**
 * Finds the nearest embeddings, exactly: every vector of the partitions named is compared. An
 * approximate index misses persons who are there, which an identity decision cannot afford.
 */
@NullMarked
package io.facegate.search;

import org.jspecify.annotations.NullMarked;
