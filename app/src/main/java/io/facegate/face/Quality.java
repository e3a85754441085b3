package io.facegate.face;

import org.jspecify.annotations.Nullable;

/**
 * How usable a picture of a face is; of a face too small to tell there is none.
 *
 * @param blur 0 (sharp) to 1 (blurred)
 * @param illumination 0 (dark) to 255 (bright)
 * @param complete whether the whole face lies inside the picture
 * @param occlusion absent when no installed model can tell, or the face is turned too far
 */
public record Quality(
    double blur, double illumination, boolean complete, @Nullable Occlusion occlusion) {}
