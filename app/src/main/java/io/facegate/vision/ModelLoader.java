package io.facegate.vision;

import io.facegate.inference.InferenceEngine;
import io.facegate.inference.InputSpec;
import io.facegate.inference.LivenessOption;
import io.facegate.inference.Model;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelCatalog;
import io.facegate.inference.ModelFolder;
import io.facegate.inference.ModelRefusedException;
import io.facegate.inference.ModelRole;
import io.facegate.inference.SelfTest;
import io.facegate.inference.TwinTrial;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens the models of a folder role by role, tests each, and closes them all in the end. */
final class ModelLoader implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ModelLoader.class.getName());

  private final Path path;
  private final ModelFolder folder;
  private final ModelCatalog catalog;
  private final InferenceEngine engine;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final List<SelfTest.Result> selfTests = new ArrayList<>();

  ModelLoader(Path path, ModelCatalog catalog, InferenceEngine engine) {
    this.path = path;
    this.folder = new ModelFolder(path);
    this.catalog = catalog;
    this.engine = engine;
  }

  private static final class Checked {
    final ModelCard card;
    final byte[] content;

    Checked(ModelCard card, byte[] content) {
      this.card = card;
      this.content = content;
    }
  }

  private List<Checked> present(ModelRole role) {
    List<Checked> present = new ArrayList<>();
    for (ModelCard card : catalog.cards(role)) {
      folder.read(card).ifPresent(content -> present.add(new Checked(card, content)));
    }
    return present;
  }

  /** The detector, which opens its model at several sizes. */
  FaceDetector detector(VisionConfig config) {
    Checked first =
        present(ModelRole.FACE_DETECTOR).stream()
            .findFirst()
            .orElseThrow(() -> missing(ModelRole.FACE_DETECTOR));
    FaceDetector detector = new FaceDetector(engine, first.card, first.content, config);
    opened.add(detector);
    test(detector.model());
    Optional<byte[]> twin = better(first.card, detector.model());
    if (twin.isEmpty()) {
      return detector;
    }
    opened.remove(detector);
    detector.close();
    FaceDetector quick = new FaceDetector(engine, first.card, twin.get(), config);
    opened.add(quick);
    return quick;
  }

  /** The preferred model of a role that the service cannot do without. */
  Model required(ModelRole role) {
    return preferred(role).orElseThrow(() -> missing(role));
  }

  /** The preferred model of a role; empty when the folder holds none. */
  Optional<Model> preferred(ModelRole role) {
    return present(role).stream().findFirst().map(this::open);
  }

  /** All liveness models that only together judge a scene; empty when one is absent. */
  List<Model> serving(LivenessOption option) {
    List<Checked> present = present(ModelRole.LIVENESS);
    List<ModelCard> needed =
        catalog.cards(ModelRole.LIVENESS).stream().filter(card -> card.serves(option)).toList();
    present.removeIf(checked -> !checked.card.serves(option));
    return present.size() < needed.size()
        ? List.of()
        : present.stream().map(this::openOnce).toList();
  }

  private Model openOnce(Checked checked) {
    return opened.stream()
        .filter(Model.class::isInstance)
        .map(Model.class::cast)
        .filter(model -> model.card().id().equals(checked.card.id()))
        .findFirst()
        .orElseGet(() -> open(checked));
  }

  private Model open(Checked checked) {
    InputSpec input = checked.card.input();
    Model model = engine.open(checked.card, checked.content, input);
    opened.add(model);
    test(model);
    Optional<byte[]> twin = better(checked.card, model);
    if (twin.isEmpty()) {
      return model;
    }
    opened.remove(model);
    model.close();
    Model quick = engine.open(checked.card, twin.get(), input);
    opened.add(quick);
    return quick;
  }

  /** The twin of a model, where it says the same in less time. */
  private Optional<byte[]> better(ModelCard card, Model whole) {
    Optional<byte[]> content =
        card.int8().stream().findFirst().flatMap(folder::read);
    return content.filter(
        bytes -> {
          try (Model twin = engine.open(card, bytes, whole.input())) {
            TwinTrial trial = TwinTrial.of(whole, twin);
            LOG.log(System.Logger.Level.INFO, "model {0}: {1}", card.modelId(), trial);
            return trial.isPassed();
          }
        });
  }

  private void test(Model model) {
    SelfTest.Result result = SelfTest.run(model);
    selfTests.add(result);
    if (!result.passed()) {
      throw new ModelRefusedException(
          "model %s does not reproduce its golden figures on %s: %.1f times what is tolerated"
              .formatted(result.modelId(), engine.name(), result.deviation()));
    }
  }

  private ModelRefusedException missing(ModelRole role) {
    return new ModelRefusedException(
        "folder %s holds no model for %s; the catalog knows %s"
            .formatted(path, role, catalog.cards(role).stream().map(ModelCard::file).toList()));
  }

  List<SelfTest.Result> selfTests() {
    return List.copyOf(selfTests);
  }

  @Override
  public void close() {
    for (AutoCloseable resource : opened.reversed()) {
      switch (resource) {
        case FaceDetector detector -> detector.close();
        case Model model -> model.close();
        default -> throw new IllegalStateException("opened " + resource);
      }
    }
    opened.clear();
  }
}
