package io.facegate.core;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.vision.FaceAnalyzer;
import io.facegate.vision.video.VideoDecoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Judges whether the person in a video is alive.
 *
 * <p>{@value #LOOKS} pictures, spread evenly, are looked at; in each, the face that was followed so
 * far, and to begin with the largest. Of these moments those count in which the face can be judged
 * by itself and is neither blurred nor turned away; there must be {@value #MOMENTS_MIN}. Then
 *
 * <pre>score = middle * motion * person</pre>
 *
 * <ul>
 *   <li>middle: the mean of the middle half of the moments' own liveness; a few moments that are
 *       off do not decide;
 *   <li>motion: how much the face changes in itself from one moment to the next (the upper
 *       quartile of {@link io.facegate.vision.FaceChip#changeTo}), from 0 at
 *       {@value #CHANGE_STILL} to 1 at {@value #CHANGE_ALIVE}: a picture that stands still, or is
 *       moved, turned and tilted as a whole, comes to nothing;
 *   <li>person: 1 if the face is one and the same person's all the time, by embedding, in at least
 *       four of five moments; else 0.
 * </ul>
 *
 * <p>What this cannot tell: a video that is played back before the camera moves as its person did.
 * Only the models behind the first factor can see that it is a screen.
 */
public final class VideoLiveness {
  /*
   * Chosen on, and so not tried by, 11 films of talking or moving faces of 187 to 364 pixels: 0.25
   * to 0.67; 21 of still photographs that were moved, turned, tilted, bent or only noisy: 0.006 to
   * 0.14; 4 frozen ones: 0.
   */
  static final double CHANGE_STILL = 0.14;
  static final double CHANGE_ALIVE = 0.22;

  static final int LOOKS = 20;
  static final int MOMENTS_MIN = 5;

  private static final int PICTURES_MAX = 8;
  private static final double SAME_PERSON_MIN = 0.8;

  /* Under this two pictures do not show one person, whatever the pose. */
  private static final double SAME_SCORE_MIN = 40;

  private final FaceAnalyzer analyzer;
  private final VideoDecoder decoder;
  private final ScoreScale scale;

  /** A judge; any number of threads may use it, each of them a platform thread. */
  public VideoLiveness(FaceAnalyzer analyzer, VideoDecoder decoder, ScoreScale scale) {
    this.analyzer = analyzer;
    this.decoder = decoder;
    this.scale = scale;
  }

  /**
   * Judges a video.
   *
   * @throws FaceException IMAGE_EMPTY, IMAGE_KIND_REFUSED, IMAGE_TOO_LARGE and IMAGE_UNREADABLE for
   *     what is no video that can be used, NO_FACE when none is found, LIVENESS_UNJUDGED when too
   *     little of it can be judged
   */
  public VideoVerdict judge(byte[] bytes) {
    if (bytes.length == 0) {
      throw new FaceException(FaceFailure.IMAGE_EMPTY);
    }
    VideoMoments watcher = new VideoMoments(analyzer);
    decoder.pictures(decoder.open(bytes), LOOKS, watcher);
    if (watcher.seen().isEmpty()) {
      throw new FaceException(FaceFailure.NO_FACE);
    }
    List<VideoMoment> usable =
        watcher.seen().stream().filter(VideoMoment::isUsable).toList();
    if (usable.size() < MOMENTS_MIN) {
      throw new FaceException(
          FaceFailure.LIVENESS_UNJUDGED, "%d moments can be judged".formatted(usable.size()));
    }
    List<VideoMoment> ofOne = samePerson(usable);
    boolean isOnePerson = ofOne.size() >= SAME_PERSON_MIN * usable.size();
    double score = isOnePerson ? middle(ofOne) * motion(changes(ofOne)) : 0;
    return new VideoVerdict(score, pictures(ofOne));
  }

  /** Those that resemble the one that resembles most others. */
  private List<VideoMoment> samePerson(List<VideoMoment> moments) {
    return moments.stream()
        .map(one -> moments.stream().filter(other -> isSame(one, other)).toList())
        .max(Comparator.comparingInt(List::size))
        .orElseThrow();
  }

  private boolean isSame(VideoMoment one, VideoMoment other) {
    double cosine =
        FaceReader.embedding(one.face()).cosine(FaceReader.embedding(other.face()));
    return scale.score(cosine) >= SAME_SCORE_MIN;
  }

  /** Mean of the middle half. */
  static double middle(List<VideoMoment> moments) {
    double[] sorted = moments.stream().mapToDouble(VideoMoment::liveness).sorted().toArray();
    int cut = sorted.length / 4;
    double sum = 0;
    for (int i = cut; i < sorted.length - cut; i++) {
      sum += sorted[i];
    }
    return sum / (sorted.length - 2 * cut);
  }

  private static List<Double> changes(List<VideoMoment> moments) {
    List<Double> changes = new ArrayList<>();
    for (int i = 1; i < moments.size(); i++) {
      changes.add(moments.get(i - 1).chip().changeTo(moments.get(i).chip()));
    }
    return changes;
  }

  /** 0 for a face that does not change in itself, 1 for one that plainly does. */
  static double motion(List<Double> changes) {
    List<Double> sorted = changes.stream().sorted().toList();
    if (sorted.isEmpty()) {
      return 0;
    }
    double quartile = sorted.get(Math.min(sorted.size() - 1, sorted.size() * 3 / 4));
    return Math.clamp((quartile - CHANGE_STILL) / (CHANGE_ALIVE - CHANGE_STILL), 0.0, 1.0);
  }

  /** The best moment of each eighth, best first. */
  private static List<VideoPicture> pictures(List<VideoMoment> moments) {
    Comparator<VideoMoment> byWorth = Comparator.comparingDouble(VideoMoment::worth);
    int parts = Math.min(PICTURES_MAX, moments.size());
    List<VideoMoment> best = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      List<VideoMoment> part =
          moments.subList(i * moments.size() / parts, (i + 1) * moments.size() / parts);
      best.add(part.stream().max(byWorth).orElseThrow());
    }
    best.sort(byWorth.reversed());
    return best.stream().map(VideoMoment::picture).toList();
  }
}
