package io.facegate.core;

import io.facegate.face.Embedding;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.gallery.People;
import io.facegate.gallery.PersonMatch;
import io.facegate.gallery.PersonSearch;
import io.facegate.vision.Output;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What can be asked about persons and their faces, without changing anything. */
final class PersonQueries {
  private final People people;
  private final FaceReader reader;
  private final BoundedWorkers workers;
  private final ScoreScale scale;
  private final Optional<ApiEvents> events;
  private final double sameScoreMin;

  /**
   * The questions.
   *
   * @param workers run searches
   * @param events hear of matches, if so configured
   * @param sameScoreMin from which score on a person is the one asked about
   */
  PersonQueries(
      People people,
      FaceReader reader,
      BoundedWorkers workers,
      ScoreScale scale,
      Optional<ApiEvents> events,
      double sameScoreMin) {
    this.people = people;
    this.reader = reader;
    this.workers = workers;
    this.scale = scale;
    this.events = events;
    this.sameScoreMin = sameScoreMin;
  }

  PairScores compareAll(PairQuery query) {
    if (query.pictures().size() < 2) {
      throw new FaceException(FaceFailure.IMAGE_COUNT_WRONG);
    }
    SortedMap<Integer, SeenFace> faces = usable(query);
    List<PairScores.Pair> pairs = new ArrayList<>();
    for (var first : faces.entrySet()) {
      for (var second : faces.tailMap(first.getKey() + 1).entrySet()) {
        double cosine = embedding(first.getValue()).cosine(embedding(second.getValue()));
        pairs.add(new PairScores.Pair(first.getKey(), second.getKey(), scale.score(cosine)));
      }
    }
    return new PairScores(faces, pairs);
  }

  private SortedMap<Integer, SeenFace> usable(PairQuery query) {
    SortedMap<Integer, SeenFace> faces = new TreeMap<>();
    boolean pictures = false;
    for (int number = 0; number < query.pictures().size(); number++) {
      EnumSet<Output> outputs = FaceReader.outputs(query.details());
      outputs.add(Output.EMBEDDING);
      if (query.livenessOf().contains(number)) {
        outputs.add(Output.LIVENESS);
      }
      try {
        faces.put(number, reader.largest(query.app(), query.pictures().get(number), outputs));
      } catch (FaceException failed) {
        if (!FaceReader.isOfPicture(failed.failure())) {
          throw failed.atPicture(number);
        }
        pictures |= failed.failure() != FaceFailure.NO_FACE;
      }
    }
    if (faces.size() < 2) {
      throw new FaceException(
          faces.isEmpty() && !pictures ? FaceFailure.NO_FACE : FaceFailure.IMAGE_COUNT_WRONG);
    }
    return faces;
  }

  Lookup lookUp(LookupQuery query) {
    List<SeenFace> faces = faces(query.app(), query.pictures(), query.details());
    PersonSearch search =
        new PersonSearch(
            query.app(),
            query.groups(),
            query.oncePerPerson(),
            embeddings(faces),
            query.personsMax());
    List<PersonMatch> found = workers.call(() -> people.search(search));
    if (!found.isEmpty()) {
      tell(query.dialect(), faces, found.getFirst());
    }
    return new Lookup(
        faces, found.stream().map(match -> scored(match, query.scoresMax())).toList());
  }

  Verification verify(VerifyQuery query) {
    List<SeenFace> faces = faces(query.app(), query.pictures(), query.details());
    PersonMatch match =
        workers
            .call(
                () ->
                    people.compare(
                        query.app(), query.groups(), query.person(), embeddings(faces)))
            .orElseThrow(() -> new FaceException(FaceFailure.PERSON_UNKNOWN, query.person()));
    if (match.faces().isEmpty()) {
      throw new FaceException(FaceFailure.FACE_UNKNOWN, query.person());
    }
    tell(query.dialect(), faces, match);
    ScoredPerson person = scored(match, query.scoresMax());
    boolean same = ScoreScale.reaches(person.scores().getFirst(), sameScoreMin);
    return new Verification(faces, person, same);
  }

  private List<SeenFace> faces(String app, List<ImageRef> pictures, Set<FaceDetail> details) {
    EnumSet<Output> outputs = FaceReader.outputs(details);
    outputs.add(Output.EMBEDDING);
    return reader.largestOfEach(app, pictures, outputs);
  }

  private static List<Embedding> embeddings(List<SeenFace> faces) {
    return faces.stream().map(PersonQueries::embedding).toList();
  }

  private static Embedding embedding(SeenFace seen) {
    return FaceReader.embedding(seen.face());
  }

  private ScoredPerson scored(PersonMatch match, int scoresMax) {
    PersonMatch.FaceMatch best = match.faces().getFirst();
    return new ScoredPerson(
        match.person(),
        match.info(),
        best.token(),
        best.tag().isEmpty() ? match.tag() : best.tag(),
        match.faces().stream().limit(scoresMax).map(f -> scale.score(f.cosine())).toList());
  }

  private void tell(String dialect, List<SeenFace> faces, PersonMatch match) {
    PersonMatch.FaceMatch best = match.faces().getFirst();
    Candidate candidate =
        new Candidate(match.person(), match.info(), best.token(), best.cosine());
    ScoredCandidate scored = new ScoredCandidate(candidate, scale.score(best.cosine()));
    Identification found = new Identification(faces.get(best.query()), List.of(scored));
    events.ifPresent(teller -> teller.identified(dialect, found));
  }
}
