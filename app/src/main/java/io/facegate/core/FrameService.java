package io.facegate.core;

import io.facegate.face.Embedding;
import io.facegate.face.Face;
import io.facegate.face.Image;
import io.facegate.face.PictureSpec;
import io.facegate.vision.Output;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What a camera needs of the core. Calls may be made on virtual threads: native work goes through
 * a bounded pool, and fails with OVERLOADED at once when that is full.
 */
public interface FrameService {
  /** Decodes a picture as fetched or pushed; fails with IMAGE_UNREADABLE or IMAGE_TOO_LARGE. */
  Image decode(byte[] encoded);

  /** Finds faces in a frame, largest first, without measuring them. */
  List<Face> detect(Image frame, PictureSpec spec, int facesMax, int faceSizePxMin);

  /** Measures more of a face found in a frame. */
  Face measure(Image frame, Face face, Set<Output> outputs);

  /** What can be measured with the installed models. */
  Set<Output> outputs();

  /** The enrolled persons who resemble a face most, best first, whatever their score. */
  List<Candidate> search(String app, Collection<String> groups, Embedding face, int personsMax);

  /** The scale on which thresholds and scores are given. */
  ScoreScale scoreScale();
}
