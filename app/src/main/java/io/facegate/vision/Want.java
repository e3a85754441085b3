package io.facegate.vision;

import io.facegate.face.PictureSpec;
import java.util.Set;

/**
 * What a caller needs to know about the faces in a picture; nothing else is computed.
 *
 * @param facesMax the largest faces, at most so many
 * @param faceSizePxMin faces with a shorter side are ignored
 */
public record Want(Set<Output> outputs, PictureSpec spec, int facesMax, int faceSizePxMin) {}
