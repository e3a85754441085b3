package io.facegate.core;

import io.facegate.face.Box;
import io.facegate.face.Face;
import io.facegate.face.PictureSpec;
import io.facegate.vision.FaceAnalyzer;
import io.facegate.vision.FaceChip;
import io.facegate.vision.Output;
import io.facegate.vision.PictureEncoder;
import io.facegate.vision.Want;
import io.facegate.vision.video.VideoFrame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows one face through the pictures of a video: the largest to begin with, then the one that
 * overlaps it, and the largest again when it was lost.
 */
final class VideoMoments implements Consumer<VideoFrame> {
  private static final Set<Output> OUTPUTS =
      EnumSet.of(Output.POSE, Output.QUALITY, Output.LIVENESS, Output.EMBEDDING);
  private static final int FACES_MAX = 5;
  private static final int FACE_PX_MIN = 32;
  private static final double OVERLAP_MIN = 0.1;

  private final FaceAnalyzer analyzer;
  private final List<VideoMoment> seen = new ArrayList<>();
  private @Nullable Box followed;

  VideoMoments(FaceAnalyzer analyzer) {
    this.analyzer = analyzer;
  }

  /** What was seen so far. */
  List<VideoMoment> seen() {
    return List.copyOf(seen);
  }

  @Override
  public void accept(VideoFrame frame) {
    Want want = new Want(Set.of(), PictureSpec.COMMON, FACES_MAX, FACE_PX_MIN);
    List<Face> faces = analyzer.analyze(frame.image(), want);
    Face found = overlapping(faces).orElse(faces.isEmpty() ? null : faces.getFirst());
    followed = found == null ? null : found.box();
    if (found != null) {
      Face measured = analyzer.measure(frame.image(), found, OUTPUTS);
      seen.add(
          new VideoMoment(
              measured,
              FaceChip.of(frame.image(), measured),
              PictureEncoder.jpeg(frame.image())));
    }
  }

  private Optional<Face> overlapping(List<Face> faces) {
    Box before = followed;
    return before == null
        ? Optional.empty()
        : faces.stream()
            .filter(face -> overlap(before, face.box()) >= OVERLAP_MIN)
            .max(Comparator.comparingDouble(face -> overlap(before, face.box())));
  }

  /** Intersection over union. */
  private static double overlap(Box one, Box other) {
    double width =
        Math.min(one.right(), other.right()) - Math.max(one.left(), other.left());
    double height =
        Math.min(one.bottom(), other.bottom()) - Math.max(one.top(), other.top());
    if (width <= 0 || height <= 0) {
      return 0;
    }
    return width * height / (one.area() + other.area() - width * height);
  }
}
