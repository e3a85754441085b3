/**
 * Decides who may call, and whom we may call: networks and bearer tokens; API keys with their
 * access tokens, request signatures and limits; the hosts that pictures may be fetched from.
 */
@NullMarked
package io.facegate.access;

import org.jspecify.annotations.NullMarked;
