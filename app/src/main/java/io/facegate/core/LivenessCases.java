package io.facegate.core;

import io.facegate.face.Face;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.PictureSpec;
import io.facegate.vision.FaceAnalyzer;
import io.facegate.vision.Output;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The use cases that tell whether somebody is alive. */
final class LivenessCases implements AutoCloseable {
  private static final Set<Integer> PICTURES = Set.of(1, 3, 8);

  /* A video takes seconds; whoever waits at a gate must not wait for it. */
  private static final WorkerLimits ONE_AT_A_TIME =
      new WorkerLimits(
          1, 2, Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofSeconds(3));

  private final FaceAnalyzer analyzer;
  private final FaceReader reader;
  private final Optional<VideoLiveness> video;
  private final BoundedWorkers videos = new BoundedWorkers("videos", ONE_AT_A_TIME);

  LivenessCases(FaceAnalyzer analyzer, FaceReader reader, Optional<VideoLiveness> video) {
    this.analyzer = analyzer;
    this.reader = reader;
    this.video = video;
  }

  /** The best of 1, 3 or 8 pictures of one person; those that cannot be judged do not count. */
  LivenessVerdict ofPictures(String app, List<LivenessProbe> probes) {
    if (!PICTURES.contains(probes.size())) {
      throw new FaceException(FaceFailure.IMAGE_COUNT_WRONG);
    }
    probes.forEach(probe -> requireModel(probe.scene()));
    List<SeenFace> faces = new ArrayList<>();
    double best = -1;
    for (LivenessProbe probe : probes) {
      SeenFace seen = face(app, probe);
      Double score = seen.face().liveness();
      best = score == null ? best : Math.max(best, score);
      faces.add(seen);
    }
    if (best < 0) {
      throw new FaceException(FaceFailure.LIVENESS_UNJUDGED);
    }
    return new LivenessVerdict(best, faces);
  }

  /** The person in a video. */
  VideoVerdict ofVideo(byte[] bytes) {
    VideoLiveness judge =
        video.orElseThrow(() -> new FaceException(FaceFailure.MODEL_MISSING, "video"));
    requireModel(LivenessScene.COMMON);
    return videos.call(() -> judge.judge(bytes));
  }

  /** How many videos wait. */
  int queued() {
    return videos.queued();
  }

  @Override
  public void close() {
    videos.close();
  }

  private void requireModel(LivenessScene scene) {
    if (!analyzer.outputs().contains(scene.output())) {
      throw new FaceException(FaceFailure.MODEL_MISSING, "liveness");
    }
  }

  /* Both scenes' scores are kept; of an answer, liveness is that of the scene asked for. */
  private SeenFace face(String app, LivenessProbe probe) {
    EnumSet<Output> outputs = FaceReader.outputs(probe.details());
    outputs.remove(Output.LIVENESS);
    outputs.add(probe.scene().output());
    if (probe.saveFeature()) {
      outputs.addAll(LocalFaceService.SAVED_OUTPUTS);
    }
    SeenFace seen =
        reader.faces(app, probe.image(), PictureSpec.COMMON, outputs, 1).getFirst();
    if (probe.saveFeature()) {
      reader.save(app, seen);
    }
    Face face = seen.face();
    return new SeenFace(
        seen.token(),
        face.withLiveness(probe.scene().scoreOf(face)),
        seen.imageWidth(),
        seen.imageHeight());
  }
}
