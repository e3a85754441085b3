/** The service's entry point and its composition root, which alone see every package. */
@NullMarked
package io.facegate;

import org.jspecify.annotations.NullMarked;
