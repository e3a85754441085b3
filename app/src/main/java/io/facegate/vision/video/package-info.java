/** Videos that callers send: read under limits, and turned into pictures. */
@NullMarked
package io.facegate.vision.video;

import org.jspecify.annotations.NullMarked;
