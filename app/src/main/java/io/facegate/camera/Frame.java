package io.facegate.camera;

import io.facegate.face.Image;
import java.time.Instant;

/**
 * A picture and when it was taken.
 *
 * @param capturedAt by our own clock, as a camera's is not to be trusted: when it reached us, less
 *     the time for which it was held up
 */
record Frame(Image image, Instant capturedAt) {}
