package io.facegate.gallery;

import io.facegate.face.Embedding;
import io.facegate.face.FaceFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides which of some faces a person gets. */
final class IncreasePlan {
  private final FaceIncrease increase;
  private final List<Place> places;
  private final PresentModel model;
  private final List<Embedding> known = new ArrayList<>();
  private final Set<String> tokens = new HashSet<>();
  private final List<GivenFace> added = new ArrayList<>();

  /**
   * A decision.
   *
   * @param places where the person is
   */
  IncreasePlan(FaceIncrease increase, List<Place> places, PresentModel model) {
    this.increase = increase;
    this.places = places;
    this.model = model;
    for (GivenFace.Copied kept : PersonView.faces(places)) {
      tokens.add(kept.token());
      kept.from().embedding(kept.face(), model.id()).filter(model::made).ifPresent(known::add);
    }
  }

  /** The change, and of each face why it is not part of it. */
  Plan<List<Optional<FaceFailure>>> plan() {
    List<Optional<FaceFailure>> outcomes = new ArrayList<>();
    for (SavedFace face : increase.faces()) {
      Optional<FaceFailure> failure = failure(face);
      if (failure.isEmpty()) {
        tokens.add(face.token());
        known.add(model.embeddingOf(face));
        added.add(new GivenFace.Fresh(face, increase.tag()));
      }
      outcomes.add(failure);
    }
    List<GivenFace> all = List.copyOf(added);
    return new Plan<>(
        all.isEmpty()
            ? List.of()
            : places.stream().map(place -> Intent.gain(place, all)).toList(),
        outcomes);
  }

  private Optional<FaceFailure> failure(SavedFace face) {
    Embedding embedding = model.embeddingOf(face);
    if (tokens.contains(face.token())
        || known.stream().anyMatch(k -> k.cosine(embedding) >= increase.sameCosineMin())) {
      return Optional.of(FaceFailure.FACE_NEARLY_IDENTICAL);
    }
    if (places.stream().anyMatch(place -> place.holder(face.token()).isPresent())) {
      return Optional.of(FaceFailure.FACE_EXISTS);
    }
    int most = places.stream().mapToInt(place -> place.faces().size()).max().orElse(0);
    return most + added.size() >= increase.bounds().facesPerPersonMax()
        ? Optional.of(FaceFailure.TOO_MANY_FACES)
        : Optional.empty();
  }
}
