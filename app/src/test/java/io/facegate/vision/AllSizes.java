package io.facegate.vision;

import io.facegate.face.Image;
import io.facegate.face.PictureSpec;
import io.facegate.inference.Engines;
import io.facegate.inference.onnx.OnnxEngine;
import io.facegate.pack.ModelPack;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Looks at pictures that call for every size of the detector's input, from many threads. */
final class AllSizes {
  private static final int[][] SHAPES = {{16, 9}, {4, 3}, {1, 1}, {3, 4}, {9, 16}};
  private static final int[] SIDES = {320, 850, 1300, 1900};
  private static final int FACE_PX_MIN = 20;

  private AllSizes() {}

  /** The argument is the number of threads. */
  public static void main(String[] arguments) throws Exception {
    int threads = Integer.parseInt(arguments[0]);
    ModelPack pack = ModelPack.of(ModelPack.builtInFolder().orElseThrow());
    VisionConfig config = VisionConfig.defaults(pack.folder());
    Want want = new Want(Set.of(), PictureSpec.COMMON, 10, FACE_PX_MIN);
    try (Engines engines = Engines.only(new OnnxEngine(1));
        Analyzer analyzer =
            Analyzer.open(config, pack.catalog(), engines, StageTimer.NONE);
        ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (int side : SIDES) {
        for (int[] shape : SHAPES) {
          Image picture = noise(side, shape[0], shape[1]);
          List<Future<?>> looks = new ArrayList<>();
          for (int i = 0; i < threads; i++) {
            looks.add(pool.submit(() -> analyzer.analyze(picture, want)));
          }
          for (Future<?> look : looks) {
            look.get();
          }
        }
      }
    }
    System.out.println("all sizes");
  }

  private static Image noise(int side, int wide, int high) {
    int width = side * wide / Math.max(wide, high);
    int height = side * high / Math.max(wide, high);
    byte[] bgr = new byte[3 * width * height];
    new Random(1).nextBytes(bgr);
    return new Image(width, height, bgr);
  }
}
