package io.facegate.report;

import io.facegate.face.Embedding;
import io.facegate.face.Face;
import io.facegate.face.FaceException;
import io.facegate.face.PictureSpec;
import io.facegate.vision.Output;
import io.facegate.vision.Want;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;

/** Recognises pictures, each once, on as many threads as there are cores, up to four. */
final class PictureReader {
  private static final int THREADS_MAX = 4;

  private final Pack pack;
  private final Progress progress;

  PictureReader(Pack pack, Progress progress) {
    this.pack = pack;
    this.progress = progress;
  }

  /**
   * What came of each picture.
   *
   * @param place where a picture lies
   */
  Map<Path, Reading> read(Collection<Path> pictures, UnaryOperator<Path> place) {
    int threads = Math.min(THREADS_MAX, Runtime.getRuntime().availableProcessors());
    List<Future<Reading>> pending = new ArrayList<>();
    try (ExecutorService workers =
        Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().factory())) {
      for (Path picture : pictures) {
        pending.add(workers.submit(() -> read(place.apply(picture))));
      }
      return collected(List.copyOf(pictures), pending);
    }
  }

  private Map<Path, Reading> collected(List<Path> pictures, List<Future<Reading>> pending) {
    Map<Path, Reading> readings = new LinkedHashMap<>();
    for (int i = 0; i < pictures.size(); i++) {
      try {
        readings.put(pictures.get(i), pending.get(i).get());
      } catch (ExecutionException fault) {
        pending.forEach(left -> left.cancel(false));
        throw new IllegalStateException(pictures.get(i) + " brought a stage down", fault);
      } catch (InterruptedException stopped) {
        pending.forEach(left -> left.cancel(false));
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", stopped);
      }
      progress.at(i + 1, pictures.size());
    }
    return readings;
  }

  private Reading read(Path file) {
    try {
      byte[] bytes = PictureFiles.bytes(file);
      Want want =
          new Want(EnumSet.of(Output.EMBEDDING), PictureSpec.COMMON, 1, pack.faceSizePxMin());
      List<Face> faces = pack.analyzer().analyze(pack.decoder().decode(bytes), want);
      Embedding embedding = faces.isEmpty() ? null : faces.getFirst().embedding();
      return embedding == null
          ? new Reading.Failed("no face")
          : new Reading.Found(embedding);
    } catch (FaceException failure) {
      return new Reading.Failed(PictureFiles.words(failure));
    } catch (IOException unreadable) {
      return new Reading.Failed("cannot be read: " + unreadable.getMessage());
    }
  }
}
