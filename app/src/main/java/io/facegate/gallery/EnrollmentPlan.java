package io.facegate.gallery;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides what an enrolment changes.
 *
 * <p>Who was in no group and comes into one moves there with all that is known of it.
 */
final class EnrollmentPlan {
  private final Enrollment enrollment;
  private final PersonView view;
  private final boolean keepsFaces;

  EnrollmentPlan(Enrollment enrollment, PersonView view) {
    this.enrollment = enrollment;
    this.view = view;
    this.keepsFaces =
        switch (enrollment.mode()) {
          case CREATE, APPEND -> true;
          case REPLACE, UPDATE -> false;
        };
  }

  Plan<Boolean> plan() {
    List<Place> concerned = concerned();
    Place before = view.noGroup();
    boolean moves = before.hasMember() && concerned.stream().noneMatch(Place::isNoGroup);
    List<Place> sources =
        enrollment.everywhere() ? view.everywhere() : moves ? List.of(before) : List.of();
    List<Intent> intents = new ArrayList<>();
    if (moves) {
      intents.add(Intent.leave(before));
    }
    List<GivenFace> fresh = fresh();
    for (Place place : concerned) {
      intents.add(place.hasMember() ? stays(place, fresh) : joins(place, sources, fresh));
    }
    return Plan.of(intents);
  }

  private List<Place> concerned() {
    LinkedHashSet<String> names = new LinkedHashSet<>(enrollment.groups());
    boolean creates = enrollment.mode() == Gallery.Mode.CREATE;
    if (creates && !view.everywhere().isEmpty()) {
      throw new FaceException(FaceFailure.PERSON_EXISTS, enrollment.person());
    }
    if (!creates && (enrollment.everywhere() || names.isEmpty())) {
      boolean named = !names.isEmpty();
      view.everywhere().stream()
          .filter(place -> !(named && place.isNoGroup()))
          .forEach(place -> names.add(place.name()));
    }
    List<Place> places = new ArrayList<>(names.stream().map(view::place).toList());
    if (enrollment.mode() == Gallery.Mode.UPDATE
        && (places.isEmpty() || !places.stream().allMatch(Place::hasMember))) {
      throw new FaceException(FaceFailure.PERSON_UNKNOWN, enrollment.person());
    }
    if (places.isEmpty()) {
      places.add(view.noGroup());
    }
    return places;
  }

  private List<GivenFace> fresh() {
    Map<String, GivenFace> once = new LinkedHashMap<>();
    enrollment
        .faces()
        .forEach(face -> once.putIfAbsent(face.token(), new GivenFace.Fresh(face, "")));
    return List.copyOf(once.values());
  }

  private Intent stays(Place place, List<GivenFace> fresh) {
    return new Intent(
        place,
        false,
        keepsFaces ? List.of() : place.faces(),
        fresh,
        given(enrollment.info(), place.info()),
        given(enrollment.tag(), place.tag()));
  }

  private Intent joins(Place place, List<Place> sources, List<GivenFace> fresh) {
    List<GivenFace> faces = new ArrayList<>(keepsFaces ? PersonView.faces(sources) : List.of());
    faces.addAll(fresh);
    return Intent.come(
        place,
        faces,
        given(enrollment.info(), PersonView.info(sources)),
        given(enrollment.tag(), PersonView.tag(sources)));
  }

  private static String given(@Nullable String asked, String otherwise) {
    return asked == null ? otherwise : asked;
  }
}
