/** Keeps events on disk until the broker has taken them. */
@NullMarked
package io.facegate.events;

import org.jspecify.annotations.NullMarked;
