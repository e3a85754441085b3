package io.facegate.core;

import java.util.Set;

/**
 * Asks for the faces of a picture.
 *
 * @param app within which features are saved and tokens are known
 * @param details what to tell; without the model a detail stays absent
 * @param facesMax the largest faces, at most so many; 1 or more
 * @param saveFeatures whether the tokens can be used as pictures afterwards
 */
public record DetectQuery(
    String app, Probe probe, Set<FaceDetail> details, int facesMax, boolean saveFeatures) {}
