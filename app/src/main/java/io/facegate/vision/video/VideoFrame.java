package io.facegate.vision.video;

import io.facegate.face.Image;
import java.time.Duration;

/**
 * One picture of a video, upright.
 *
 * @param position when it is shown, from the start of the video
 */
public record VideoFrame(Duration position, Image image) {}
