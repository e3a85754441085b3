/** Runs neural networks: the catalog of models, and engines that open them. */
@NullMarked
package io.facegate.inference;

import org.jspecify.annotations.NullMarked;
