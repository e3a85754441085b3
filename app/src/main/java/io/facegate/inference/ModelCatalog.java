package io.facegate.inference;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The models this service knows how to feed and to read.
 *
 * @param version of the catalog's form; 1
 * @param models cards, the preferred one first where a role has several
 */
public record ModelCatalog(int version, List<ModelCard> models) {
  /** The only form read so far. */
  public static final int VERSION = 1;

  /** Checks the version, and that names are used once: those of files within a role. */
  public ModelCatalog {
    if (version != VERSION) {
      throw new IllegalArgumentException("catalog version %d is not known".formatted(version));
    }
    Set<String> names = new HashSet<>();
    for (ModelCard card : models) {
      if (!names.add(card.id()) || !names.add(card.role() + "/" + card.file())) {
        throw new IllegalArgumentException("model %s stands twice".formatted(card.id()));
      }
    }
    models = List.copyOf(models);
  }

  /** All cards of a role; empty when the catalog has none. */
  public List<ModelCard> cards(ModelRole role) {
    return models.stream().filter(card -> card.role() == role).toList();
  }

  /** The cards of the verifiers of a detector; of no other, since they know its mistakes alone. */
  public List<ModelCard> verifiers(ModelCard detector) {
    return cards(ModelRole.FACE_VERIFIER).stream()
        .filter(card -> card.verifies().equals(detector.id()))
        .toList();
  }

  /** The card an embedding's model identifier stands for. */
  public Optional<ModelCard> byModelId(String modelId) {
    return models.stream().filter(card -> card.modelId().equals(modelId)).findFirst();
  }
}
