package io.facegate.demo;

import io.facegate.core.ScoreScale;
import io.facegate.face.Box;
import io.facegate.face.Embedding;
import io.facegate.face.Face;
import io.facegate.face.Image;
import io.facegate.face.PictureSpec;
import io.facegate.inference.Engines;
import io.facegate.inference.ModelCatalog;
import io.facegate.inference.ModelRole;
import io.facegate.inference.onnx.OnnxEngine;
import io.facegate.pack.ModelCatalogReader;
import io.facegate.testing.Shared;
import io.facegate.vision.Analyzer;
import io.facegate.vision.DecodeLimits;
import io.facegate.vision.ImageDecoder;
import io.facegate.vision.Output;
import io.facegate.vision.StageTimer;
import io.facegate.vision.VisionConfig;
import io.facegate.vision.Want;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Drawn pictures as the product's own models see them. */
final class DrawnFaces implements AutoCloseable {
  private static final Set<Output> OUTPUTS =
      EnumSet.of(Output.POSE, Output.QUALITY, Output.EMBEDDING);

  private final Engines engines = Engines.only(new OnnxEngine(1));
  private final ModelCatalog catalog = ModelCatalogReader.builtIn();
  private final Analyzer analyzer =
      Analyzer.open(VisionConfig.defaults(Shared.models()), catalog, engines, StageTimer.NONE);

  /** All faces of a picture, largest first. */
  List<Face> of(Image picture) {
    return analyzer.analyze(picture, new Want(OUTPUTS, PictureSpec.COMMON, 5, 40));
  }

  /** The face at the place where a walk puts one, if it was found. */
  static Optional<Face> at(List<Face> faces, Walk.Stand stand) {
    double x = DemoScene.WIDTH / 2.0 + DemoScene.FOCAL * stand.x() / stand.distance();
    double y = DemoScene.HORIZON - DemoScene.FOCAL * (stand.y() - 25) / stand.distance();
    return faces.stream().filter(face -> holds(face.box(), x, y)).findFirst();
  }

  /** What was measured of a person's portrait. */
  Face portrait(CastMember member) {
    ImageDecoder decoder = new ImageDecoder(DecodeLimits.defaults(), StageTimer.NONE);
    return of(decoder.decode(Portraits.png(member))).getFirst();
  }

  /** The smallest cosine that the product scores so high. */
  double cosineAt(double score) {
    List<ScoreScale.Anchor> anchors =
        catalog.cards(ModelRole.FACE_EMBEDDER).getFirst().scoreScale().stream()
            .map(point -> new ScoreScale.Anchor(point.cosine(), point.score()))
            .toList();
    return new ScoreScale(anchors).cosine(score);
  }

  /** The direction of a face. */
  static Embedding embedding(Face face) {
    return Objects.requireNonNull(face.embedding());
  }

  @Override
  public void close() {
    analyzer.close();
    engines.close();
  }

  private static boolean holds(Box box, double x, double y) {
    return x > box.left() && x < box.right() && y > box.top() && y < box.bottom();
  }
}
