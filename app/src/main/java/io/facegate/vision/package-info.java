/** Turns pictures into faces: decode, detect, align, measure, embed. */
@NullMarked
package io.facegate.vision;

import org.jspecify.annotations.NullMarked;
