package io.facegate.vision;

import io.facegate.inference.Beyond;
import io.facegate.inference.ColourOrder;
import io.facegate.inference.CommercialUse;
import io.facegate.inference.CropSpec.CropKind;
import io.facegate.inference.CropSpec;
import io.facegate.inference.InputSpec;
import io.facegate.inference.Model;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelCatalog;
import io.facegate.inference.ModelFolder;
import io.facegate.inference.ModelForms;
import io.facegate.inference.ModelLicence;
import io.facegate.inference.ModelOpener;
import io.facegate.inference.ModelRole;
import io.facegate.inference.ModelRun;
import io.facegate.inference.OutputSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A detector that finds what it is told to, and verifiers to which a face is the likelier the
 * brighter the middle of what they see. Notes what is opened, run and closed, in its order.
 */
final class FakeCascade implements ModelOpener {
  static final InputSpec LOOK =
      new InputSpec(
          "face", 48, 48, false, ColourOrder.BGR,
          List.of(127.5, 127.5, 127.5), List.of(1 / 128.0, 1 / 128.0, 1 / 128.0));

  private static final InputSpec PICTURE =
      new InputSpec(
          "input", 320, 320, true, ColourOrder.BGR, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));

  final List<Find> finds = new ArrayList<>();

  /** What it finds besides from the second look of a detector on. */
  final List<Find> findsLater = new ArrayList<>();

  final List<String> events = new ArrayList<>();
  final List<float[]> seen = new ArrayList<>();

  /** What the next second looks say, whatever they see. */
  final Deque<Float> chances = new ArrayDeque<>();

  /** What the second look says of the place of any face, where its verifier tells it. */
  final float[] where = new float[Whereabouts.FIGURES];

  private final List<ModelCard> cards = new ArrayList<>();
  private final Path folder;

  /**
   * A square the detector finds in each picture.
   *
   * @param x of its centre on the detector's input, a multiple of 8
   * @param y of its centre, a multiple of 8
   */
  record Find(int x, int y, double side, double score) {}

  FakeCascade(Path folder) {
    this.folder = folder;
  }

  ModelCard detector(String id) throws IOException {
    List<OutputSpec> outputs = new ArrayList<>();
    for (int place = 0; place < YunetReader.outputs(); place++) {
      outputs.add(new OutputSpec("out" + place, List.of(1, 1), List.of()));
    }
    CropSpec whole = new CropSpec(CropKind.WHOLE_PICTURE, 1, List.of(), Beyond.BLACK);
    return add(ModelRole.FACE_DETECTOR, id, PICTURE, outputs, whole, "");
  }

  ModelCard verifier(String id, String detector) throws IOException {
    return verifier(id, detector, 1);
  }

  ModelCard verifier(String id, String detector, int figures) throws IOException {
    return verifier(id, detector, new OutputSpec("probability", List.of(1, figures), List.of()));
  }

  ModelCard movingVerifier(String id, String detector, int places) throws IOException {
    return verifier(
        id,
        detector,
        new OutputSpec("probability", List.of(1, 1), List.of()),
        new OutputSpec("where", List.of(1, places), List.of()));
  }

  /** A verifier that sees what is around a find, too; the find alone counts. */
  ModelCard wideVerifier(String id, String detector, int height) throws IOException {
    InputSpec input =
        new InputSpec(
            "face", height, 48, false, ColourOrder.BGR, LOOK.mean(), LOOK.factor());
    OutputSpec chance = new OutputSpec("probability", List.of(1, 1), List.of());
    CropSpec both = new CropSpec(CropKind.BOX_ABOVE_SURROUNDINGS, 2, List.of(), Beyond.EDGE);
    return add(ModelRole.FACE_VERIFIER, id, input, List.of(chance), both, detector);
  }

  private ModelCard verifier(String id, String detector, OutputSpec... says) throws IOException {
    CropSpec box = new CropSpec(CropKind.BOX, 1.6, List.of(), Beyond.EDGE);
    return add(ModelRole.FACE_VERIFIER, id, LOOK, List.of(says), box, detector);
  }

  private ModelCard add(
      ModelRole role,
      String id,
      InputSpec input,
      List<OutputSpec> outputs,
      CropSpec crop,
      String verifies)
      throws IOException {
    byte[] content = id.getBytes(StandardCharsets.UTF_8);
    String file = id + ".onnx";
    Files.write(folder.resolve(file), content);
    ModelLicence licence = new ModelLicence("none", CommercialUse.YES, "");
    ModelCard card =
        new ModelCard(
            role, id, file, content.length, sha256(content), licence, "", input, outputs, crop,
            List.of(), Map.of(), List.of(), List.of(), List.of(), verifies);
    cards.add(card);
    return card;
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The models so far, to be opened here. */
  ModelLoader loader() {
    ModelCatalog catalog = new ModelCatalog(ModelCatalog.VERSION, cards);
    return new ModelLoader(new ModelFolder(folder), catalog, this);
  }

  @Override
  public Model open(ModelForms forms, InputSpec input) {
    ModelCard card = forms.card();
    events.add("open " + card.id());
    return new Model() {
      @Override
      public ModelCard card() {
        return card;
      }

      @Override
      public InputSpec input() {
        return input;
      }

      @Override
      public ModelRun begin() {
        events.add("begin " + card.id());
        return new FakeRun(card, input);
      }

      @Override
      public void close() {
        events.add("close " + card.id());
      }
    };
  }

  private final class FakeRun implements ModelRun {
    private final ModelCard card;
    private final InputSpec input;
    private final FloatBuffer tensor;
    private final List<FloatBuffer> outputs = new ArrayList<>();

    FakeRun(ModelCard card, InputSpec input) {
      this.card = card;
      this.input = input;
      this.tensor =
          ByteBuffer.allocateDirect(4 * input.elements())
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();
    }

    @Override
    public FloatBuffer input() {
      return tensor;
    }

    @Override
    public void execute() {
      outputs.clear();
      if (card.role() == ModelRole.FACE_VERIFIER) {
        float[] shown = new float[input.elements()];
        tensor.get(0, shown);
        seen.add(shown);
        float middle = shown[input.width() / 2 * input.width() + input.width() / 2];
        Float told = chances.poll();
        float chance = told == null ? (middle * 128 + 127.5f) / 255 : told;
        outputs.add(FloatBuffer.wrap(new float[] {chance}));
        outputs.add(FloatBuffer.wrap(where));
      } else {
        find();
      }
    }

    private void find() {
      for (int width : new int[] {1, 1, 4, 10}) {
        for (int stride : new int[] {8, 16, 32}) {
          int cells = input.height() / stride * (input.width() / stride);
          outputs.add(FloatBuffer.allocate(cells * width));
        }
      }
      long looks = events.stream().filter(("begin " + card.id())::equals).count();
      List<Find> found = new ArrayList<>(finds);
      found.addAll(looks > 1 ? findsLater : List.of());
      for (Find find : found) {
        int cell = find.y() / 8 * (input.width() / 8) + find.x() / 8;
        float size = (float) Math.log(find.side() / 8);
        outputs.get(0).put(cell, (float) find.score());
        outputs.get(3).put(cell, (float) find.score());
        outputs.get(6).put(4 * cell + 2, size).put(4 * cell + 3, size);
      }
    }

    @Override
    public FloatBuffer output(int index) {
      return outputs.get(index);
    }

    @Override
    public void close() {
      events.add("end " + card.id());
    }
  }
}
