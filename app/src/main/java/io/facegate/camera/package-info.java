/** Watches cameras and turns what they see into visits. */
@NullMarked
package io.facegate.camera;

import org.jspecify.annotations.NullMarked;
