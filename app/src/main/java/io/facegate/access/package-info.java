/** Decides who may call. */
@NullMarked
package io.facegate.access;

import org.jspecify.annotations.NullMarked;
