package io.facegate.vision;

import io.facegate.inference.LivenessOption;
import io.facegate.inference.Model;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelCatalog;
import io.facegate.inference.ModelFolder;
import io.facegate.inference.ModelForms;
import io.facegate.inference.ModelOpener;
import io.facegate.inference.ModelRefusedException;
import io.facegate.inference.ModelRole;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Opens the models of a folder role by role, and closes them all in the end. */
final class ModelLoader implements AutoCloseable {
  private static final Logger LOG = System.getLogger(ModelLoader.class.getName());

  private final ModelFolder folder;
  private final ModelCatalog catalog;
  private final ModelOpener opener;
  private final SequencedMap<String, Model> opened = new LinkedHashMap<>();
  private Optional<FaceDetector> detector = Optional.empty();

  ModelLoader(ModelFolder folder, ModelCatalog catalog, ModelOpener opener) {
    this.folder = folder;
    this.catalog = catalog;
    this.opener = opener;
  }

  /** The detector, which opens its model at several sizes, and its verifier if there is one. */
  FaceDetector detector(VisionConfig config, StageTimer timer) {
    ModelForms first =
        present(ModelRole.FACE_DETECTOR).stream()
            .findFirst()
            .orElseThrow(() -> missing(ModelRole.FACE_DETECTOR));
    Optional<FaceVerifier> verifier =
        verifier(first.card())
            .map(model -> new FaceVerifier(model, config.detectionScoreMin(), timer));
    FaceDetector found = new FaceDetector(opener, first, config, verifier.orElse(null));
    detector = Optional.of(found);
    found.model();
    return found;
  }

  /* One of another detector is left alone: it knows the mistakes of that one. */
  private Optional<Model> verifier(ModelCard detector) {
    List<ModelCard> known = catalog.verifiers(detector);
    Optional<ModelForms> there =
        known.stream().flatMap(card -> ModelForms.of(card, folder).stream()).findFirst();
    if (!known.isEmpty() && there.isEmpty()) {
      LOG.log(
          Level.WARNING,
          "model {0} has no verifier: {1} is missing; more will be taken for faces",
          detector.modelId(),
          known.getFirst().file());
    }
    return there.map(this::open);
  }

  /** The preferred model of a role that the service cannot do without. */
  Model required(ModelRole role) {
    return preferred(role).orElseThrow(() -> missing(role));
  }

  /** The preferred model of a role; empty when the folder holds none. */
  Optional<Model> preferred(ModelRole role) {
    return present(role).stream().findFirst().map(this::open);
  }

  /** The model of an identifier; empty when it is not known, or its file is not there. */
  Optional<Model> byId(String modelId) {
    return catalog
        .byModelId(modelId)
        .flatMap(card -> ModelForms.of(card, folder))
        .map(this::open);
  }

  /** All liveness models that only together judge a scene; empty when one is absent. */
  List<Model> serving(LivenessOption option) {
    List<ModelCard> needed =
        catalog.cards(ModelRole.LIVENESS).stream().filter(card -> card.serves(option)).toList();
    List<ModelForms> present =
        present(ModelRole.LIVENESS).stream().filter(f -> f.card().serves(option)).toList();
    return present.size() < needed.size() ? List.of() : present.stream().map(this::open).toList();
  }

  /** All that are open at the size their cards give. */
  List<Model> models() {
    List<Model> models = new ArrayList<>(opened.sequencedValues());
    detector.map(FaceDetector::model).ifPresent(models::add);
    return models;
  }

  private List<ModelForms> present(ModelRole role) {
    return catalog.cards(role).stream()
        .flatMap(card -> ModelForms.of(card, folder).stream())
        .toList();
  }

  private Model open(ModelForms forms) {
    return opened.computeIfAbsent(
        forms.card().modelId(), id -> opener.open(forms, forms.card().input()));
  }

  private ModelRefusedException missing(ModelRole role) {
    return new ModelRefusedException(
        "folder %s holds no model for %s; the catalog knows %s"
            .formatted(
                folder.of(role),
                role,
                catalog.cards(role).stream().map(ModelCard::file).toList()));
  }

  @Override
  public void close() {
    opened.sequencedValues().reversed().forEach(Model::close);
    opened.clear();
    detector.ifPresent(FaceDetector::close);
    detector = Optional.empty();
  }
}
