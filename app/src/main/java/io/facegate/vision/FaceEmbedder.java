package io.facegate.vision;

import io.facegate.face.DensePoints;
import io.facegate.face.Embedding;
import io.facegate.face.Face;
import io.facegate.face.Image;
import io.facegate.inference.Model;
import io.facegate.inference.ModelRun;
import java.nio.FloatBuffer;
import java.util.EnumSet;
import java.util.Set;

/**
 * Turns an aligned face into a direction in which the same person's faces lie close together. It is
 * aligned by the 72 points where they are known, which lie truer than the detector's five.
 */
final class FaceEmbedder implements FaceStage {
  private final Model model;
  private final FaceAligner aligner;

  FaceEmbedder(Model model) {
    this.model = model;
    this.aligner = new FaceAligner(model.card().crop(), model.input());
  }

  @Override
  public String name() {
    return "embed";
  }

  @Override
  public Set<Output> outputs() {
    return EnumSet.of(Output.EMBEDDING);
  }

  @Override
  public boolean isKnown(Face face, Set<Output> wanted) {
    return face.embedding() != null;
  }

  @Override
  public Face measure(FaceView view, Face face) {
    Image image = view.image();
    try (ModelRun run = model.begin()) {
      DensePoints points = face.points();
      Affine toImage = aligner.toImage(points == null ? face.landmarks() : points.five());
      Sampler.smooth(
          image, toImage, model.input(), model.card().crop().beyond(), run.input());
      run.execute();
      Embedding embedding = new Embedding(model.card().modelId(), unit(run.output(0)));
      return face.withEmbedding(embedding);
    }
  }

  private static float[] unit(FloatBuffer output) {
    float[] vector = new float[output.capacity()];
    output.get(0, vector);
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    if (!(squares > 0) || Double.isInfinite(squares)) {
      throw new IllegalStateException("embedding of length " + Math.sqrt(squares));
    }
    float factor = (float) (1 / Math.sqrt(squares));
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= factor;
    }
    return vector;
  }
}
