package io.facegate.pack;

import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelCatalog;
import io.facegate.inference.ModelFolder;
import io.facegate.inference.ModelForms;
import io.facegate.inference.ModelRole;
import java.util.Optional;

/** Models that serve together, and where their files lie. */
public record PackModels(ModelCatalog catalog, ModelFolder files) {
  /** The identifier of the embedder that serves; empty when its file is not there. */
  public Optional<String> embedderId() {
    return catalog.cards(ModelRole.FACE_EMBEDDER).stream()
        .filter(card -> ModelForms.of(card, files).isPresent())
        .map(ModelCard::modelId)
        .findFirst();
  }
}
