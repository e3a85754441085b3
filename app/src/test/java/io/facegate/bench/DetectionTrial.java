package io.facegate.bench;

import io.facegate.face.Box;
import io.facegate.face.Face;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a detector makes of annotated pictures, at whatever probability a face is to count from.
 *
 * @param annotated every annotated face
 * @param strays probabilities of what was found where nothing is annotated
 */
record DetectionTrial(List<Annotated> annotated, List<Double> strays) {
  /*
   * The annotated boxes are tight squares from brows to chin, the detector's reach from forehead to
   * chin: a perfect detection has an overlap of about 0.7. Beneath 0.4 it is another place.
   */
  static final double OVERLAP_MIN = 0.4;

  /** An annotated face: its size in pixels, and how surely it was found, 0 if it was not. */
  record Annotated(double sizePx, double probability) {
    boolean isFound() {
      return probability > 0;
    }
  }

  /** Adds another picture to what is known of some. */
  static DetectionTrial joined(Collection<DetectionTrial> pictures) {
    List<Annotated> annotated = new ArrayList<>();
    List<Double> strays = new ArrayList<>();
    for (DetectionTrial picture : pictures) {
      annotated.addAll(picture.annotated);
      strays.addAll(picture.strays);
    }
    return new DetectionTrial(annotated, strays);
  }

  /** What was found in a picture against what is annotated in it, the surest first. */
  static DetectionTrial of(List<Box> boxes, List<Face> found) {
    return of(boxes, List.of(), found);
  }

  /**
   * What was found in a picture against what is annotated in it, the surest first.
   *
   * @param doubts where it counts for nothing whether something is found
   */
  static DetectionTrial of(List<Box> boxes, List<Box> doubts, List<Face> found) {
    Set<Box> free = new HashSet<>(boxes);
    List<Annotated> annotated = new ArrayList<>();
    List<Double> strays = new ArrayList<>();
    for (Face face :
        found.stream().sorted(Comparator.comparing(Face::probability).reversed()).toList()) {
      Box best =
          free.stream()
              .max(Comparator.comparingDouble(box -> overlap(box, face.box())))
              .filter(box -> overlap(box, face.box()) >= OVERLAP_MIN)
              .orElse(null);
      if (best == null) {
        if (doubts.stream().noneMatch(box -> overlap(box, face.box()) >= OVERLAP_MIN)) {
          strays.add(face.probability());
        }
      } else {
        free.remove(best);
        annotated.add(new Annotated(Math.min(best.width(), best.height()), face.probability()));
      }
    }
    free.forEach(box -> annotated.add(new Annotated(Math.min(box.width(), box.height()), 0)));
    return new DetectionTrial(annotated, strays);
  }

  /** Common area over joint area. */
  static double overlap(Box a, Box b) {
    double width = Math.min(a.right(), b.right()) - Math.max(a.left(), b.left());
    double height = Math.min(a.bottom(), b.bottom()) - Math.max(a.top(), b.top());
    double common = Math.max(0, width) * Math.max(0, height);
    return common / (a.area() + b.area() - common);
  }

  /** Annotated faces of a size that count at a probability, over all of that size. */
  Count recall(double scoreMin, double sizePxMin, double sizePxMax) {
    List<Annotated> sized =
        annotated.stream()
            .filter(face -> face.sizePx >= sizePxMin && face.sizePx < sizePxMax)
            .toList();
    return new Count(
        sized.stream().filter(face -> face.isFound() && face.probability >= scoreMin).count(),
        sized.size());
  }

  /** Share of what counts at a probability that is annotated. */
  Count precision(double scoreMin) {
    long right = recall(scoreMin, 0, Double.MAX_VALUE).hits;
    long wrong = strays.stream().filter(probability -> probability >= scoreMin).count();
    return new Count(right, right + wrong);
  }

  /** Annotated faces that count where no more of what is found is wrong. */
  Count recallAtStrays(int wrongMax) {
    double most =
        strays.stream().sorted(Comparator.reverseOrder()).skip(wrongMax).findFirst().orElse(0.0);
    return new Count(
        annotated.stream().filter(face -> face.probability > most).count(), annotated.size());
  }

  /** The lowest probability from which on the precision is as wanted; 1 when none is. */
  double scoreAtPrecision(double wanted) {
    return annotated.stream()
        .mapToDouble(Annotated::probability)
        .filter(probability -> probability > 0)
        .filter(probability -> precision(probability).share() >= wanted)
        .min()
        .orElse(1);
  }

  /** So many of so many. */
  record Count(long hits, long of) {
    double share() {
      return of == 0 ? 0 : (double) hits / of;
    }

    @Override
    public String toString() {
      return hits + "/" + of;
    }
  }
}
