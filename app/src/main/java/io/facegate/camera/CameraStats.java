package io.facegate.camera;

import io.facegate.core.CameraState;
import java.util.OptionalLong;

/**
 * What a camera has done since the start; for health and metrics.
 *
 * @param framesPerSecond that came in, over the last seconds
 * @param analysedPerSecond that were looked at, over the last seconds
 * @param framesReceived in all
 * @param framesAnalysed in all
 * @param framesDropped replaced by a newer one before anybody looked at them
 * @param picturesUnreadable fetched or pushed, and no picture
 * @param facesFound in all frames
 * @param looks how often a face was measured and searched
 * @param overloads how often native work was refused because too much was under way
 * @param faults other failures while looking at a frame
 * @param reconnects how often the source was opened again
 * @param visits begun
 * @param frameAgeMs since the last frame; empty before the first
 */
public record CameraStats(
    CameraState state,
    double framesPerSecond,
    double analysedPerSecond,
    long framesReceived,
    long framesAnalysed,
    long framesDropped,
    long picturesUnreadable,
    long facesFound,
    long looks,
    long overloads,
    long faults,
    long reconnects,
    long visits,
    OptionalLong frameAgeMs) {}
