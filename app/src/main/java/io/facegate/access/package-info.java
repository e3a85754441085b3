/** Decides who may call, and whom we may call. */
@NullMarked
package io.facegate.access;

import org.jspecify.annotations.NullMarked;
