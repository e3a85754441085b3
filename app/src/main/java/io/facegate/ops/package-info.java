/** Lets the operator see inside: health, metrics, logs. */
@NullMarked
package io.facegate.ops;

import org.jspecify.annotations.NullMarked;
