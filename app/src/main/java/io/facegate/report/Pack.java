package io.facegate.report;

import io.facegate.core.ScoreScale;
import io.facegate.vision.FaceAnalyzer;
import io.facegate.vision.ImageDecoder;

/**
 * The models in use, and how the service would feed and read them.
 *
 * @param scale turns cosines of this pack's embedder into scores of 0 to 100
 * @param faceSizePxMin faces with a shorter side are ignored
 */
public record Pack(
    FaceAnalyzer analyzer, ImageDecoder decoder, ScoreScale scale, int faceSizePxMin) {}
