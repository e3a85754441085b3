package io.facegate.core;

import io.facegate.face.Embedding;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.gallery.Gallery;
import io.facegate.gallery.Hit;
import java.util.Collection;
import java.util.List;

/** Looks faces up in the gallery, and turns cosines into scores. */
final class FaceSearch {
  private final Gallery gallery;
  private final ScoreScale scale;
  private final BoundedWorkers workers;

  FaceSearch(Gallery gallery, ScoreScale scale, BoundedWorkers workers) {
    this.gallery = gallery;
    this.scale = scale;
    this.workers = workers;
  }

  /** Those who resemble a face most, whatever their score. */
  List<Candidate> nearest(
      String app, Collection<String> groups, Embedding face, int personsMax) {
    return search(app, groups, face, -1, personsMax).stream()
        .map(FaceSearch::candidate)
        .toList();
  }

  /** Those who reach a score. */
  List<ScoredCandidate> among(
      String app, List<String> groups, Embedding face, double scoreMin, int personsMax) {
    /* A little under, since the score decides: what rounds to the threshold reaches it. */
    double cosineMin = Math.max(-1, scale.cosine(scoreMin) - 1e-6);
    return scored(search(app, groups, face, cosineMin, personsMax), scoreMin, personsMax);
  }

  /** One person, in each group where it is and reaches a score; fails with PERSON_UNKNOWN. */
  List<ScoredCandidate> person(IdentifyQuery query, String person, Embedding face) {
    List<Hit> hits =
        workers.call(() -> gallery.searchPerson(query.app(), query.groups(), person, face));
    if (hits.isEmpty()) {
      throw new FaceException(FaceFailure.PERSON_UNKNOWN);
    }
    return scored(hits, query.scoreMin(), query.personsMax());
  }

  private List<Hit> search(
      String app, Collection<String> groups, Embedding face, double cosineMin, int personsMax) {
    return workers.call(() -> gallery.search(app, groups, face, cosineMin, personsMax));
  }

  private List<ScoredCandidate> scored(List<Hit> hits, double scoreMin, int personsMax) {
    return hits.stream()
        .map(hit -> new ScoredCandidate(candidate(hit), scale.score(hit.cosine())))
        .filter(scored -> ScoreScale.reaches(scored.score(), scoreMin))
        .limit(personsMax)
        .toList();
  }

  private static Candidate candidate(Hit hit) {
    return new Candidate(hit.person(), hit.info(), hit.faceToken(), hit.cosine());
  }
}
