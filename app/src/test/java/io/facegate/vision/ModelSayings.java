package io.facegate.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.bench.Pictures;
import io.facegate.face.Box;
import io.facegate.face.Face;
import io.facegate.face.Image;
import io.facegate.face.Landmarks;
import io.facegate.face.PictureSpec;
import io.facegate.face.Point;
import io.facegate.inference.CropSpec.CropKind;
import io.facegate.inference.Engines;
import io.facegate.inference.Model;
import io.facegate.inference.ModelCard;
import io.facegate.inference.ModelForms;
import io.facegate.inference.ModelRun;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What one model says to portraits, as lines of text: person, output, figures. A detector's are
 * box, probability and five points; any other looks where the portraits have their faces, and tells
 * some of its figures, evenly spaced.
 */
final class ModelSayings {
  private static final int FIGURES = 16;
  private static final double PIXELS_TOLERATED = 1.5;
  private static final double SHARE_TOLERATED = 0.02;
  private static final double FLOOR_TOLERATED = 2e-3;

  /** The middle of where YuNet finds the portraits' faces. */
  private static final Face PLACE =
      new Face(
          new Box(90, 85, 142, 203),
          1,
          new Landmarks(
              new Point(122, 172),
              new Point(191, 173),
              new Point(154, 210),
              new Point(128, 237),
              new Point(184, 239)));

  private final Engines engines;
  private final ModelForms forms;
  private final ModelCard card;

  ModelSayings(Engines engines, ModelForms forms) {
    this.engines = engines;
    this.forms = forms;
    this.card = forms.card();
  }

  List<String> of(Map<String, Image> portraits) {
    List<String> lines = new ArrayList<>();
    if (card.crop().kind() == CropKind.WHOLE_PICTURE) {
      VisionConfig config = VisionConfig.defaults(Path.of("."));
      try (FaceDetector detector = new FaceDetector(engines, forms, config, null)) {
        portraits.forEach((name, portrait) -> lines.add(name + found(detector, portrait)));
      }
      return lines;
    }
    try (Model model = engines.open(forms, card.input())) {
      portraits.forEach(
          (name, portrait) -> {
            List<FloatBuffer> outputs = run(model, portrait);
            for (int i = 0; i < outputs.size(); i++) {
              String output = card.outputs().get(i).name();
              lines.add("%s %s%s".formatted(name, output, text(sample(outputs.get(i)))));
            }
          });
    }
    return lines;
  }

  /** All outputs of a model for the face of a portrait. */
  static List<FloatBuffer> run(Model model, Image portrait) {
    try (ModelRun run = model.begin()) {
      switch (model.card().crop().kind()) {
        case FIVE_POINTS -> new FaceView(portrait).fill(model, PLACE, run);
        case BOX, BOX_ABOVE_SURROUNDINGS -> Crops.showBox(portrait, PLACE.box(), model, run);
        case BOX_WITH_SURROUNDINGS -> LivenessJudge.show(model, portrait, PLACE.box(), run);
        case WHOLE_PICTURE -> show(portrait, model, run.input());
      }
      run.execute();
      return IntStream.range(0, model.card().outputs().size())
          .mapToObj(i -> copy(run.output(i)))
          .toList();
    }
  }

  private static void show(Image portrait, Model model, FloatBuffer tensor) {
    int width = model.input().width();
    int height = model.input().height();
    byte[] bgr = Pictures.framed(portrait, width, height).bgr();
    for (int i = 0; i < bgr.length; i++) {
      tensor.put(i % 3 * width * height + i / 3, bgr[i] & 0xff);
    }
  }

  private static FloatBuffer copy(FloatBuffer output) {
    float[] figures = new float[output.capacity()];
    output.get(0, figures);
    return FloatBuffer.wrap(figures);
  }

  private static String found(FaceDetector detector, Image portrait) {
    Want want = new Want(Set.of(), PictureSpec.COMMON, 1, 40);
    List<Face> faces = detector.detect(portrait, want);
    if (faces.isEmpty()) {
      return " nothing";
    }
    Face face = faces.getFirst();
    List<Double> figures = new ArrayList<>(List.of(face.probability() * 100));
    Box box = face.box();
    figures.addAll(List.of(box.left(), box.top(), box.width(), box.height()));
    FaceAligner.points(face.landmarks()).forEach(at -> figures.addAll(List.of(at.x(), at.y())));
    return " face" + text(figures.stream().mapToDouble(figure -> figure));
  }

  private static DoubleStream sample(FloatBuffer output) {
    int total = output.capacity();
    int count = Math.min(FIGURES, total);
    return IntStream.range(0, count)
        .mapToDouble(i -> output.get((int) ((long) i * (total - 1) / Math.max(1, count - 1))));
  }

  private static String text(DoubleStream figures) {
    return figures
        .mapToObj(figure -> String.format(Locale.ROOT, " %.4f", figure))
        .collect(Collectors.joining());
  }

  /** Engines and processors differ in the last digits, nothing else may. */
  static void assertAlike(String id, List<String> golden, List<String> said) {
    assertEquals(golden.size(), said.size(), id);
    for (int line = 0; line < golden.size(); line++) {
      assertAlike(id, golden.get(line), said.get(line));
    }
  }

  private static void assertAlike(String id, String golden, String said) {
    String[] expected = golden.split(" ");
    String[] found = said.split(" ");
    assertEquals(expected.length, found.length, id + ": " + golden + " / " + said);
    int words = Math.min(2, found.length);
    double tolerated = tolerated(expected, words);
    for (int i = 0; i < found.length; i++) {
      if (i < words) {
        assertEquals(expected[i], found[i], id);
      } else {
        double away = Math.abs(Double.parseDouble(expected[i]) - Double.parseDouble(found[i]));
        assertTrue(away <= tolerated, id + ": " + golden + " / " + said);
      }
    }
  }

  private static double tolerated(String[] expected, int words) {
    if (expected.length > 1 && expected[1].equals("face")) {
      return PIXELS_TOLERATED;
    }
    double largest = 0;
    for (int i = words; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(Double.parseDouble(expected[i])));
    }
    return Math.max(FLOOR_TOLERATED, SHARE_TOLERATED * largest);
  }
}
