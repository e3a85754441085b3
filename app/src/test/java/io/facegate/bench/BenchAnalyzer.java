package io.facegate.bench;

import io.facegate.demo.Demo;
import io.facegate.face.Box;
import io.facegate.face.Face;
import io.facegate.face.Image;
import io.facegate.face.PictureSpec;
import io.facegate.inference.Engines;
import io.facegate.inference.ModelCatalog;
import io.facegate.inference.SelfTest;
import io.facegate.inference.onnx.OnnxEngine;
import io.facegate.pack.ModelCatalogReader;
import io.facegate.pack.ModelPack;
import io.facegate.testing.Shared;
import io.facegate.vision.Analyzer;
import io.facegate.vision.DecodeLimits;
import io.facegate.vision.ImageDecoder;
import io.facegate.vision.Output;
import io.facegate.vision.StageTimer;
import io.facegate.vision.VisionConfig;
import io.facegate.vision.Want;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The pipeline as the service runs it, on the development models. */
public final class BenchAnalyzer implements AutoCloseable {
  /** Smallest face looked for, in pixels. */
  public static final int FACE_PX_MIN = 20;

  private final Engines engines;
  private final Analyzer analyzer;
  private final ImageDecoder decoder;

  private BenchAnalyzer(ModelPack pack, double scoreMin, Engines engines, StageTimer timer) {
    this.engines = engines;
    VisionConfig usual = VisionConfig.defaults(pack.folder());
    VisionConfig config =
        new VisionConfig(
            pack.folder(), usual.decode(), scoreMin, usual.detectionSidePxMax());
    this.analyzer = Analyzer.open(config, pack.catalog(), engines, timer);
    this.decoder = new ImageDecoder(DecodeLimits.defaults(), timer);
  }

  /** Opens it on the development models. */
  public static BenchAnalyzer open(int threads, StageTimer timer) {
    return open(ModelPack.of(Shared.models()), threads, timer);
  }

  /** Opens it on a pack of models. */
  public static BenchAnalyzer open(ModelPack pack, int threads, StageTimer timer) {
    double usual = VisionConfig.defaults(pack.folder()).detectionScoreMin();
    return new BenchAnalyzer(pack, usual, Engines.only(new OnnxEngine(threads)), timer);
  }

  /** Opens it on a pack, on engines that are closed with it. */
  static BenchAnalyzer open(ModelPack pack, Engines engines, StageTimer timer) {
    double usual = VisionConfig.defaults(pack.folder()).detectionScoreMin();
    return new BenchAnalyzer(pack, usual, engines, timer);
  }

  /** Opens it so that faces count from another probability on. */
  static BenchAnalyzer open(ModelPack pack, double scoreMin) {
    return new BenchAnalyzer(pack, scoreMin, Engines.only(new OnnxEngine(1)), StageTimer.NONE);
  }

  /** The catalog of this build. */
  public static ModelCatalog catalog() {
    return ModelCatalogReader.builtIn();
  }

  /** The pipeline itself. */
  public Analyzer analyzer() {
    return analyzer;
  }

  /** What the self-tests found. */
  public List<SelfTest.Result> selfTests() {
    return engines.selfTests();
  }

  /** Decodes a file of the development photos. */
  public Image photo(String relative) {
    return decode(bytes(Shared.path("faces/" + relative)));
  }

  /** Decodes a file of the development photos, or without them a portrait that was drawn. */
  Image photoOrDrawn(String relative) {
    return Shared.isNamedOrThere() ? photo(relative) : decode(Demo.portrait());
  }

  /** Decodes. */
  public Image decode(byte[] bytes) {
    return decoder.decode(bytes);
  }

  /** All faces, with what is asked for. */
  public List<Face> faces(Image image, PictureSpec spec, Output... outputs) {
    return analyzer.analyze(image, new Want(Set.of(outputs), spec, 100, FACE_PX_MIN));
  }

  /** All faces from a size on. */
  List<Face> faces(Image image, int facePxMin) {
    return analyzer.analyze(image, new Want(Set.of(), PictureSpec.COMMON, 100, facePxMin));
  }

  /** The face nearest to the centre, whom a photo of LFW is named after, with what is asked for. */
  public Optional<Face> centralFace(Image image, Output... outputs) {
    return faces(image, PictureSpec.COMMON).stream()
        .min(Comparator.comparingDouble(face -> distance(image, face.box())))
        .map(face -> analyzer.measure(image, face, Set.of(outputs)));
  }

  private static double distance(Image image, Box box) {
    return Math.hypot(
        box.left() + box.width() / 2 - image.width() / 2.0,
        box.top() + box.height() / 2 - image.height() / 2.0);
  }

  /** A file's bytes. */
  public static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public void close() {
    analyzer.close();
    engines.close();
  }
}
