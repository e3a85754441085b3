/** The vocabulary every package speaks: pictures, faces, embeddings, failures. */
@NullMarked
package io.facegate.face;

import org.jspecify.annotations.NullMarked;
