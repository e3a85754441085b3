/** Finds the nearest embeddings, exactly. */
@NullMarked
package io.facegate.search;

import org.jspecify.annotations.NullMarked;
