/** The demonstration: a broker, a drawn scene and a drawn cast, for a box without hardware. */
@NullMarked
package io.facegate.demo;

import org.jspecify.annotations.NullMarked;
