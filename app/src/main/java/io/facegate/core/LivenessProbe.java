package io.facegate.core;

import java.util.Set;

/**
 * One picture of the person whose liveness is judged.
 *
 * @param details what else to tell of the face
 * @param scene which models judge it
 * @param saveFeature whether its token can be used as a picture afterwards
 */
public record LivenessProbe(
    ImageRef image, Set<FaceDetail> details, LivenessScene scene, boolean saveFeature) {}
