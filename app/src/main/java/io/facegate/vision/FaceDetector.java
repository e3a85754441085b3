package io.facegate.vision;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;
import static org.bytedeco.opencv.global.opencv_core.split;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.facegate.face.Face;
import io.facegate.face.Image;
import io.facegate.face.PictureSpec;
import io.facegate.inference.InputSpec;
import io.facegate.inference.Model;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelForms;
import io.facegate.inference.ModelOpener;
import io.facegate.inference.ModelRefusedException;
import io.facegate.inference.ModelRun;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.jspecify.annotations.Nullable;

/** Finds faces with YuNet, at the input sizes a picture and the smallest face wanted call for. */
final class FaceDetector implements AutoCloseable {
  /** A face this large on the coarse input is placed exactly enough to be measured. */
  private static final double COARSE_FACE_PX_MIN = 40;

  /** From this probability on a face is one, whatever a finer look says of it. */
  private static final double SETTLED_PROBABILITY = 0.9;

  /** A face this large, its shorter side over the picture's, fills the picture. */
  private static final double FILLING_SHARE_MIN = 0.3;

  /*
   * Pixels of all inputs looked at together, whoever looks: three of 1280 x 1280. Each takes 13
   * bytes of tensors, and what the network puts by, until its look is over.
   */
  private static final int PIXELS_MAX = 5_000_000;

  private final ModelOpener opener;
  private final ModelForms forms;
  private final YunetReader reader;
  private final int sidePxMax;
  private final @Nullable FaceVerifier verifier;

  /* In turn: who wants many must not wait for ever. */
  private final Semaphore pixels = new Semaphore(PIXELS_MAX, true);

  /* Bounded by Canvas: at most five shapes for each of five long sides, opened when first seen. */
  private final Map<Long, SizedModel> models = new ConcurrentHashMap<>();

  /** A detector, whose word is taken where no verifier looks again. */
  FaceDetector(
      ModelOpener opener,
      ModelForms forms,
      VisionConfig config,
      @Nullable FaceVerifier verifier) {
    ModelCard card = forms.card();
    if (card.outputs().size() != YunetReader.outputs()) {
      throw new ModelRefusedException(card.file() + " is no YuNet");
    }
    this.opener = opener;
    this.forms = forms;
    this.verifier = verifier;
    this.reader =
        new YunetReader(
            verifier == null ? config.detectionScoreMin() : verifier.candidateScoreMin());
    this.sidePxMax = config.detectionSidePxMax();
  }

  /** The model at the size its card gives. */
  Model model() {
    InputSpec input = forms.card().input();
    return model(input.height(), input.width());
  }

  private Model model(int height, int width) {
    return models
        .computeIfAbsent(((long) height << 32) | width, size -> new SizedModel(height, width))
        .opened();
  }

  /* Opening may take its time on an accelerator: only whoever wants this size waits for it. */
  private final class SizedModel {
    private final int height;
    private final int width;
    private volatile @Nullable Model model;

    SizedModel(int height, int width) {
      this.height = height;
      this.width = width;
    }

    Model opened() {
      Model known = model;
      return known != null ? known : open();
    }

    private synchronized Model open() {
      Model known = model;
      if (known == null) {
        known = opener.open(forms, forms.card().input().sized(height, width));
        model = known;
      }
      return known;
    }

    synchronized void close() {
      Model known = model;
      if (known != null) {
        known.close();
      }
    }
  }

  /** Faces as wanted, first the one of which most is in the picture, by its box. */
  List<Face> detect(Image image, Want want) {
    List<Face> found = new ArrayList<>();
    try (BytePointer pixels = new BytePointer(image.bgr());
        Mat picture = new Mat(image.height(), image.width(), CV_8UC3, pixels)) {
      List<Canvas> looks = looks(image, want);
      for (Canvas look : looks) {
        List<Face> candidates = unsettled(look(picture, look), found);
        found.addAll(verified(image, candidates, want));
        if (isEnough(found, look, want)) {
          break;
        }
      }
      if (want.spec() != PictureSpec.SNAP && filling(image, found).isEmpty()) {
        Canvas room = looks.getFirst().withRoom(image.width(), image.height());
        List<Face> filling = filling(image, look(picture, room));
        found.addAll(verified(image, filling, want));
      }
    }
    return YunetReader.best(found).stream()
        .sorted(largestFirst(image))
        .limit(want.facesMax())
        .toList();
  }

  /* Whom the edge cuts off stands aside, however large the rest of the face would be. */
  private static Comparator<Face> largestFirst(Image image) {
    return Comparator.comparingDouble(
            (Face face) -> face.box().areaIn(image.width(), image.height()))
        .reversed();
  }

  /* A face cut at its box has no outline left, and a net takes it for something else, or finds only
  who stands behind. With room around it, it is found. */
  private static List<Face> filling(Image image, List<Face> faces) {
    return wanted(faces, FILLING_SHARE_MIN * Math.min(image.width(), image.height()));
  }

  private static List<Face> wanted(List<Face> faces, double sidePxMin) {
    return faces.stream().filter(face -> shorterSide(face) >= sidePxMin).toList();
  }

  /* What a coarse look has shown to be a face beyond doubt, a finer one need not verify again. */
  private List<Face> unsettled(List<Face> candidates, List<Face> found) {
    if (verifier == null) {
      return candidates;
    }
    List<Face> settled =
        found.stream().filter(face -> face.probability() >= SETTLED_PROBABILITY).toList();
    return candidates.stream()
        .filter(find -> settled.stream().noneMatch(face -> YunetReader.isSame(find, face)))
        .toList();
  }

  /* To the second look a face may be larger or smaller than to the first. */
  private List<Face> verified(Image image, List<Face> candidates, Want want) {
    if (verifier == null) {
      return wanted(candidates, want.faceSizePxMin());
    }
    List<Face> large = wanted(candidates, verifier.candidateSizePxMin(want.faceSizePxMin()));
    return wanted(verifier.verified(image, large), want.faceSizePxMin());
  }

  private List<Canvas> looks(Image image, Want want) {
    InputSpec input = model().input();
    return input.resizable()
        ? Canvas.looks(image.width(), image.height(), want, sidePxMax)
        : Canvas.fixed(image.width(), image.height(), want, input.height(), input.width());
  }

  private static double shorterSide(Face face) {
    return Math.min(face.box().width(), face.box().height());
  }

  /* Who wants only the largest face has it as soon as a large one is found: a finer look finds
  smaller ones. And a snapped crop shows one person. */
  private static boolean isEnough(List<Face> found, Canvas look, Want want) {
    return (want.facesMax() == 1 || want.spec() == PictureSpec.SNAP)
        && found.stream()
            .anyMatch(face -> shorterSide(face) * look.scale() >= COARSE_FACE_PX_MIN);
  }

  private List<Face> look(Mat picture, Canvas canvas) {
    Model model = model(canvas.height(), canvas.width());
    int taken = Math.min(PIXELS_MAX, canvas.height() * canvas.width());
    pixels.acquireUninterruptibly(taken);
    try (ModelRun run = model.begin()) {
      paint(picture, canvas, run.input());
      run.execute();
      return reader.candidates(canvas, run::output);
    } finally {
      pixels.release(taken);
    }
  }

  private static void paint(Mat picture, Canvas canvas, FloatBuffer tensor) {
    int width = Math.max(1, (int) Math.round(picture.cols() * canvas.scale()));
    int height = Math.max(1, (int) Math.round(picture.rows() * canvas.scale()));
    int right = canvas.width() - canvas.left() - width;
    int bottom = canvas.height() - canvas.top() - height;
    try (Mat scaled = new Mat();
        Mat placed = new Mat();
        Mat floats = new Mat();
        Size size = new Size(width, height);
        Scalar black = new Scalar(0.0)) {
      resize(picture, scaled, size, 0, 0, canvas.scale() <= 0.5 ? INTER_AREA : INTER_LINEAR);
      copyMakeBorder(
          scaled, placed, canvas.top(), bottom, canvas.left(), right, BORDER_CONSTANT, black);
      placed.convertTo(floats, CV_32FC3);
      splitInto(floats, canvas, tensor);
    }
  }

  private static void splitInto(Mat floats, Canvas canvas, FloatBuffer tensor) {
    long plane = (long) canvas.height() * canvas.width();
    try (FloatPointer start = new FloatPointer(tensor);
        FloatPointer second = start.getPointer(plane);
        FloatPointer third = start.getPointer(2 * plane);
        Mat blue = new Mat(canvas.height(), canvas.width(), CV_32FC1, start);
        Mat green = new Mat(canvas.height(), canvas.width(), CV_32FC1, second);
        Mat red = new Mat(canvas.height(), canvas.width(), CV_32FC1, third);
        MatVector planes = new MatVector(blue, green, red)) {
      split(floats, planes);
    }
  }

  @Override
  public void close() {
    models.values().forEach(SizedModel::close);
  }
}
