package io.facegate.vision;

import io.facegate.face.Face;
import io.facegate.face.Image;
import java.util.List;
import java.util.Set;

/**
 * Finds and measures faces. Calls run on the caller's thread and enter native code: callers bring
 * a bounded platform thread.
 */
public interface FaceAnalyzer {
  /**
   * Finds faces, those first of which most is in the picture, and measures what is wanted; outputs
   * without model stay absent.
   */
  List<Face> analyze(Image image, Want want);

  /** Measures more of a face that was found in this image before; what is known stays. */
  Face measure(Image image, Face face, Set<Output> outputs);

  /** What the installed models can tell. */
  Set<Output> outputs();

  /** The model behind {@link Output#EMBEDDING}: name and checksum. */
  String embeddingModelId();
}
