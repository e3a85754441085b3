package io.facegate.camera;

import io.facegate.face.Image;
import java.time.Instant;

/**
 * A picture and when it reached us.
 *
 * @param capturedAt by our own clock: a camera's clock is not to be trusted
 */
record Frame(Image image, Instant capturedAt) {}
