package io.facegate.gallery;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.PersonKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A person as a change finds it. While it lasts, nothing changes but that groups come and go. */
final class PersonView {
  private final Directory directory;
  private final String app;
  private final String person;

  PersonView(Directory directory, String app, String person) {
    this.directory = directory;
    this.app = app;
    this.person = person;
  }

  /** A group, in which the person may be or not. */
  Place place(String group) {
    Optional<GroupEntry> found = directory.any(app, group);
    return new Place(group, found.orElse(null), found.flatMap(this::member).orElse(null));
  }

  private Optional<MemberEntry> member(GroupEntry group) {
    return group.member(person);
  }

  /** Where the person is if it is in no group. */
  Place noGroup() {
    return place(PersonKey.NO_GROUP);
  }

  /** Where the person is, by name; one place without group, or several with. */
  List<Place> everywhere() {
    List<Place> places = new ArrayList<>();
    for (GroupEntry group : directory.all(app)) {
      group.member(person).ifPresent(m -> places.add(new Place(group.name(), group, m)));
    }
    return places;
  }

  /** As {@link #everywhere}; fails with PERSON_UNKNOWN when it is nowhere. */
  List<Place> present() {
    List<Place> places = everywhere();
    if (places.isEmpty()) {
      throw new FaceException(FaceFailure.PERSON_UNKNOWN, person);
    }
    return places;
  }

  /** The faces a person has in some places, each token once, oldest first. */
  static List<GivenFace.Copied> faces(List<Place> places) {
    List<GivenFace.Copied> all = new ArrayList<>();
    for (Place place : places) {
      Optional.ofNullable(place.group())
          .ifPresent(
              group -> place.faces().forEach(f -> all.add(new GivenFace.Copied(group, f))));
    }
    all.sort(
        Comparator.comparing((GivenFace.Copied copied) -> copied.face().createdAt())
            .thenComparing(copied -> copied.face().ordinal()));
    Map<String, GivenFace.Copied> once = new LinkedHashMap<>();
    all.forEach(copied -> once.putIfAbsent(copied.token(), copied));
    return List.copyOf(once.values());
  }

  /** What is said of a person in the first of some places that knows something. */
  static String info(List<Place> places) {
    return places.stream().map(Place::info).filter(i -> !i.isEmpty()).findFirst().orElse("");
  }

  /** The note on a person in the first of some places that has one. */
  static String tag(List<Place> places) {
    return places.stream().map(Place::tag).filter(t -> !t.isEmpty()).findFirst().orElse("");
  }
}
