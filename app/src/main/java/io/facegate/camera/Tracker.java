package io.facegate.camera;

import io.facegate.face.Box;
import io.facegate.face.Face;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Follows faces from frame to frame: a face belongs to the track that expects it nearest, by
 * overlap and by distance measured in face sizes.
 */
final class Tracker {
  private static final double DISTANCE_MAX = 1.0;
  private static final double SIZE_RATIO_MAX = 2.0;

  private Duration gap;
  private final Supplier<Subject> subjects;
  private final List<Track> tracks = new ArrayList<>();

  /** A face and the track it belongs to. */
  record Found(Track track, Face face) {}

  private record Pair(Track track, Face face, double cost) {}

  Tracker(Duration gap, Supplier<Subject> subjects) {
    this.gap = gap;
    this.subjects = subjects;
  }

  /** Goes on with another gap, once each face that is followed has been told something. */
  void adopt(Duration otherGap, Consumer<Subject> told) {
    gap = otherGap;
    tracks.forEach(track -> told.accept(track.subject()));
  }

  /** Takes the faces of the next frame; gives each its track, a new one where none fits. */
  List<Found> follow(List<Face> faces, Instant at) {
    tracks.removeIf(track -> Duration.between(track.seenAt(), at).compareTo(gap) > 0);
    Set<Track> takenTracks = new HashSet<>();
    Set<Face> takenFaces = new HashSet<>();
    List<Found> found = new ArrayList<>();
    for (Pair pair : pairs(faces, at)) {
      if (!takenTracks.contains(pair.track) && takenFaces.add(pair.face)) {
        takenTracks.add(pair.track);
        pair.track.found(pair.face.box(), at);
        found.add(new Found(pair.track, pair.face));
      }
    }
    for (Face face : faces) {
      if (takenFaces.add(face)) {
        Track track = new Track(subjects.get(), face.box(), at);
        tracks.add(track);
        found.add(new Found(track, face));
      }
    }
    return found;
  }

  private List<Pair> pairs(List<Face> faces, Instant at) {
    List<Pair> pairs = new ArrayList<>();
    for (Track track : tracks) {
      Box expected = track.expected(at);
      for (Face face : faces) {
        double cost = cost(expected, face.box());
        if (cost < Double.POSITIVE_INFINITY) {
          pairs.add(new Pair(track, face, cost));
        }
      }
    }
    pairs.sort(Comparator.comparingDouble(Pair::cost));
    return pairs;
  }

  /** How ill two boxes fit: 0 for the same, infinite when they cannot be the same face. */
  private static double cost(Box expected, Box found) {
    double expectedSize = Math.sqrt(expected.area());
    double foundSize = Math.sqrt(found.area());
    double ratio = Math.max(expectedSize / foundSize, foundSize / expectedSize);
    double distance =
        Math.hypot(
                expected.left() + expected.width() / 2 - found.left() - found.width() / 2,
                expected.top() + expected.height() / 2 - found.top() - found.height() / 2)
            / ((expectedSize + foundSize) / 2);
    if (!(ratio <= SIZE_RATIO_MAX && distance <= DISTANCE_MAX)) {
      return Double.POSITIVE_INFINITY;
    }
    return distance + (1 - overlap(expected, found)) + (ratio - 1);
  }

  private static double overlap(Box one, Box other) {
    double width = Math.min(one.right(), other.right()) - Math.max(one.left(), other.left());
    double height = Math.min(one.bottom(), other.bottom()) - Math.max(one.top(), other.top());
    if (width <= 0 || height <= 0) {
      return 0;
    }
    return width * height / (one.area() + other.area() - width * height);
  }
}
