/** The use cases of the gateway, and the ports through which it tells what happened. */
@NullMarked
package io.facegate.core;

import org.jspecify.annotations.NullMarked;
