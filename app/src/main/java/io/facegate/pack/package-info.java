/** Packs of models: which there are, how they come onto the box, and which are in use. */
@NullMarked
package io.facegate.pack;

import org.jspecify.annotations.NullMarked;
