package io.facegate.vision;

import io.facegate.face.Embedding;
import io.facegate.face.Face;
import io.facegate.face.FaceCrop;
import io.facegate.face.Image;
import io.facegate.inference.LivenessOption;
import io.facegate.inference.Model;
import io.facegate.inference.ModelCatalog;
import io.facegate.inference.ModelFolder;
import io.facegate.inference.ModelOpener;
import io.facegate.inference.ModelRole;
import io.facegate.inference.SelfTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The pipeline: detection, then the measurements that are wanted, one face after the other. Any
 * number of threads may call it; each brings its own platform thread.
 */
public final class Analyzer implements FaceAnalyzer, AutoCloseable {
  private final ModelLoader models;
  private final FaceDetector detector;
  private final String embeddingModelId;
  private final FaceEmbedder embedder;
  private volatile List<FaceStage> stages;
  private final StageTimer timer;
  private boolean closed;

  private Analyzer(ModelLoader models, VisionConfig config, StageTimer timer) {
    this.models = models;
    this.timer = timer;
    this.detector = models.detector(config, timer);
    Model embedder = models.required(ModelRole.FACE_EMBEDDER);
    this.embeddingModelId = embedder.card().modelId();
    List<FaceStage> order = new ArrayList<>();
    order.add(new QualityGrader());
    models
        .preferred(ModelRole.FACE_GEOMETRY)
        .<FaceStage>map(GeometryReader::new)
        .or(() -> models.preferred(ModelRole.HEAD_POSE).map(HeadPoseReader::new))
        .ifPresent(order::add);
    models.preferred(ModelRole.FACE_TRAITS).map(TraitsReader::new).ifPresent(order::add);
    if (tells(order, Output.POINTS)) {
      order.addAll(List.of(new FaceShapes(), new PartPainter()));
    }
    for (LivenessOption option : LivenessOption.values()) {
      LivenessJudge.of(option, models.serving(option)).ifPresent(order::add);
    }
    this.embedder = new FaceEmbedder(embedder);
    order.add(this.embedder);
    this.stages = List.copyOf(order);
  }

  private static boolean tells(List<FaceStage> stages, Output output) {
    return stages.stream().anyMatch(stage -> stage.outputs().contains(output));
  }

  /**
   * Opens all models the catalog names and the folder holds, and tests each once. A role without
   * file is absent from {@link #outputs()}; detector and embedder must be there.
   *
   * @throws io.facegate.inference.ModelRefusedException when a file is not the catalog's, cannot
   *     be opened, or does not reproduce the golden figures
   */
  public static Analyzer open(
      VisionConfig config, ModelCatalog catalog, ModelOpener opener, StageTimer timer) {
    return open(config, catalog, new ModelFolder(config.models()), opener, timer);
  }

  /**
   * As {@link #open(VisionConfig, ModelCatalog, ModelOpener, StageTimer)}, with files that may lie
   * in several folders.
   */
  public static Analyzer open(
      VisionConfig config,
      ModelCatalog catalog,
      ModelFolder files,
      ModelOpener opener,
      StageTimer timer) {
    ModelLoader models = new ModelLoader(files, catalog, opener);
    try {
      return new Analyzer(models, config, timer);
    } catch (RuntimeException refused) {
      models.close();
      throw refused;
    }
  }

  /** Embeds the face of a crop; fails with a FaceException when that is no picture. */
  public Embedding embed(FaceCrop crop) {
    return Embedder.embed(embedder, crop);
  }

  /** From now on tells {@link Output#CROP} as well. */
  public void keepCrops() {
    List<FaceStage> more = new ArrayList<>(stages);
    more.add(new CropKeeper());
    stages = List.copyOf(more);
  }

  @Override
  public List<Face> analyze(Image image, Want want) {
    if (want.facesMax() < 1) {
      throw new IllegalArgumentException("%d faces".formatted(want.facesMax()));
    }
    long start = System.nanoTime();
    List<Face> found = detector.detect(image, want);
    timer.took("detect", System.nanoTime() - start);
    return found.stream().map(face -> measure(image, face, want.outputs())).toList();
  }

  @Override
  public Face measure(Image image, Face face, Set<Output> outputs) {
    Set<Output> wanted = Output.withNeeds(outputs);
    FaceView view = new FaceView(image);
    Face measured = face;
    for (FaceStage stage : stages) {
      if (!Collections.disjoint(stage.outputs(), wanted) && !stage.isKnown(measured, wanted)) {
        long start = System.nanoTime();
        measured = stage.measure(view, measured);
        timer.took(stage.name(), System.nanoTime() - start);
      }
    }
    return measured;
  }

  @Override
  public Set<Output> outputs() {
    Set<Output> outputs = EnumSet.noneOf(Output.class);
    stages.forEach(stage -> outputs.addAll(stage.outputs()));
    return outputs;
  }

  @Override
  public String embeddingModelId() {
    return embeddingModelId;
  }

  /**
   * What is wrong with a model in use, found by running each once on a generated picture; empty
   * when all come back with numbers. Models are not closed meanwhile.
   *
   * @throws IllegalStateException when they are closed already
   */
  public synchronized Optional<String> fault() {
    if (closed) {
      throw new IllegalStateException("the models are closed");
    }
    for (Model model : models.models()) {
      boolean told =
          SelfTest.figures(model).stream().flatMap(List::stream).allMatch(Double::isFinite);
      if (!told) {
        return Optional.of("model %s tells no numbers".formatted(model.card().modelId()));
      }
    }
    return Optional.empty();
  }

  @Override
  public synchronized void close() {
    closed = true;
    models.close();
  }
}
