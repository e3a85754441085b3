package io.facegate.report;

import io.facegate.core.LivenessScene;
import io.facegate.core.VideoLiveness;
import io.facegate.face.Face;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.Image;
import io.facegate.face.PictureSpec;
import io.facegate.vision.StageTimer;
import io.facegate.vision.Want;
import io.facegate.vision.video.VideoDecoder;
import io.facegate.vision.video.VideoLimits;
import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Puts presentations to the liveness check, on as many threads as there are cores, up to four. */
final class PadReader {
  private static final int THREADS_MAX = 4;

  /* Failures that say something of the person in front of the camera, not of the file. */
  private static final Set<FaceFailure> SILENCE =
      Set.of(FaceFailure.NO_FACE, FaceFailure.LIVENESS_UNJUDGED);

  private final Pack pack;
  private final VideoLiveness videos;
  private final Progress progress;

  PadReader(Pack pack, Progress progress) {
    this.pack = pack;
    this.progress = progress;
    VideoDecoder decoder = new VideoDecoder(VideoLimits.defaults(), StageTimer.NONE);
    this.videos = new VideoLiveness(pack.analyzer(), decoder, pack.scale());
  }

  List<PadOutcome> read(PadFolder folder) {
    int threads = Math.min(THREADS_MAX, Runtime.getRuntime().availableProcessors());
    List<Future<PadOutcome>> pending = new ArrayList<>();
    try (ExecutorService workers =
        Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().factory())) {
      for (PadFolder.Sample sample : folder.samples()) {
        pending.add(workers.submit(() -> outcome(folder.root(), sample)));
      }
      return collected(pending);
    }
  }

  private List<PadOutcome> collected(List<Future<PadOutcome>> pending) {
    List<PadOutcome> outcomes = new ArrayList<>();
    try {
      for (Future<PadOutcome> one : pending) {
        outcomes.add(one.get());
        progress.at(outcomes.size(), pending.size());
      }
      return outcomes;
    } catch (ExecutionException fault) {
      pending.forEach(left -> left.cancel(false));
      throw new IllegalStateException("a stage was brought down", fault);
    } catch (InterruptedException stopped) {
      pending.forEach(left -> left.cancel(false));
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", stopped);
    }
  }

  private PadOutcome outcome(Path root, PadFolder.Sample sample) {
    try {
      byte[] bytes = PictureFiles.bytes(root.resolve(sample.file()), LinkOption.NOFOLLOW_LINKS);
      return new PadOutcome(sample, sample.isVideo() ? video(bytes) : picture(bytes), null);
    } catch (FaceException failure) {
      return SILENCE.contains(failure.failure())
          ? new PadOutcome(sample, Map.of(), null)
          : new PadOutcome(sample, Map.of(), PictureFiles.words(failure));
    } catch (IOException unreadable) {
      return new PadOutcome(sample, Map.of(), "cannot be read: " + unreadable.getMessage());
    }
  }

  private Map<PadCheck, Double> video(byte[] bytes) {
    return Map.of(PadCheck.VIDEO, videos.judge(bytes).score());
  }

  /** The largest face, judged as each scene would. */
  private Map<PadCheck, Double> picture(byte[] bytes) {
    Image image = pack.decoder().decode(bytes);
    Want want = new Want(Set.of(), PictureSpec.COMMON, 1, pack.faceSizePxMin());
    List<Face> faces = pack.analyzer().analyze(image, want);
    Map<PadCheck, Double> scores = new EnumMap<>(PadCheck.class);
    for (Face face : faces) {
      for (LivenessScene scene : LivenessScene.values()) {
        Double score =
            scene.scoreOf(pack.analyzer().measure(image, face, Set.of(scene.output())));
        if (score != null) {
          scores.put(PadCheck.valueOf(scene.name()), score);
        }
      }
    }
    return scores;
  }
}
