package io.facegate.gallery;

import io.facegate.face.Embedding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the faces of a store come from one embedding model to the next by their crops: beside the
 * embeddings that serve, those of the model to come are kept one by one, and all of them take
 * their place at once. What fails, fails with {@code STORE_FAILED}. Safe for use by many threads.
 */
public interface Renewals {
  /** The model that the store was last told to serve; empty when it never was. */
  Optional<String> servingModel();

  /**
   * Serves a model from now on: where its embedding of a face is kept, it becomes the face's. Those
   * of all other models to come are forgotten. What is cut off on the way is completed by the next
   * call. Called before the store is loaded.
   */
  void serve(String modelId);

  /** All that can be done for a model is done: the next start may serve it. */
  void decide(String modelId);

  /** Whether that was decided, and the model does not serve yet. */
  boolean isDecided(String modelId);

  /** Counts the enrolled faces by what a change to a model means for them. */
  RenewalCount count(String modelId);

  /**
   * Faces that have a crop, and no embedding of a model yet, in the order of their keys.
   *
   * @param after where to go on; null for the beginning
   * @param max how many at most
   */
  List<DueFace> due(String modelId, RecordKey.@Nullable FaceKey after, int max);

  /** Keeps embeddings of a model to come, as one change; of faces that are gone, nothing. */
  void keep(Map<RecordKey.FaceKey, Embedding> embeddings);

  /** Deletes all crops. */
  void forgetCrops();
}
