/**
 * Keeps events on disk until the broker has taken them, and says what each message looks like. The
 * shape of every payload is a JSON schema under {@code schema/} in the resources.
 */
@NullMarked
package io.facegate.events;

import org.jspecify.annotations.NullMarked;
