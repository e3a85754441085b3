/** Videos that callers send: read under limits, and turned into pictures and sound. */
@NullMarked
package io.facegate.vision.video;

import org.jspecify.annotations.NullMarked;
