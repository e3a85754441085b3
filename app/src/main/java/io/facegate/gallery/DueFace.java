package io.facegate.gallery;

import io.facegate.face.FaceCrop;

/** An enrolled face that waits to be embedded by another model. */
public record DueFace(RecordKey.FaceKey key, FaceCrop crop) {}
