package io.facegate.vision;

import io.facegate.face.Box;
import io.facegate.face.Embedding;
import io.facegate.face.Face;
import io.facegate.face.FaceCrop;
import io.facegate.face.Image;
import io.facegate.inference.Model;
import io.facegate.inference.ModelCatalog;
import io.facegate.inference.ModelFolder;
import io.facegate.inference.ModelOpener;
import java.util.Objects;
import java.util.Optional;

/**
 * An embedder by itself, which looks at kept crops. Calls run on the caller's thread and enter
 * native code.
 */
public final class Embedder implements AutoCloseable {
  private static final DecodeLimits LIMITS = new DecodeLimits(FaceCrop.BYTES_MAX, 1 << 20, 1024);
  private static final ImageDecoder DECODER = new ImageDecoder(LIMITS, StageTimer.NONE);

  private final ModelLoader models;
  private final FaceEmbedder embedder;
  private final String modelId;

  private Embedder(ModelLoader models, Model model) {
    this.models = models;
    this.embedder = new FaceEmbedder(model);
    this.modelId = model.card().modelId();
  }

  /**
   * Opens the embedder of a model identifier, and tests it once.
   *
   * @return empty when the catalog does not know it, or its file is not there
   * @throws io.facegate.inference.ModelRefusedException when it is there, and not what it should be
   */
  public static Optional<Embedder> open(
      ModelFolder files, ModelCatalog catalog, String modelId, ModelOpener opener) {
    ModelLoader models = new ModelLoader(files, catalog, opener);
    try {
      return models.byId(modelId).map(model -> new Embedder(models, model));
    } catch (RuntimeException refused) {
      models.close();
      throw refused;
    }
  }

  /** Name and checksum of the model. */
  public String modelId() {
    return modelId;
  }

  /**
   * Embeds the face of a crop.
   *
   * @throws io.facegate.face.FaceException when the crop is no picture
   */
  public Embedding embed(FaceCrop crop) {
    return embed(embedder, crop);
  }

  static Embedding embed(FaceEmbedder embedder, FaceCrop crop) {
    Image image = DECODER.decode(crop.encoded());
    Face face = new Face(new Box(0, 0, image.width(), image.height()), 1, crop.landmarks());
    return Objects.requireNonNull(
        embedder.measure(new FaceView(image), face).embedding());
  }

  @Override
  public void close() {
    models.close();
  }
}
