package io.facegate.gallery;

import io.facegate.face.Embedding;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.PersonKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Persons as wholes in the stored gallery: each change a plan that {@link PersonChanges} does. */
final class StoredPeople implements People {
  private final GalleryStore store;
  private final Directory directory;
  private final PersonChanges changes;
  private final PeopleSearch search;
  private final PresentModel model;

  StoredPeople(
      GalleryStore store,
      Directory directory,
      PersonChanges changes,
      PeopleSearch search,
      PresentModel model) {
    this.store = store;
    this.directory = directory;
    this.changes = changes;
    this.search = search;
    this.model = model;
  }

  @Override
  public List<Person> memberships(String app, String person) {
    return directory.all(app).stream()
        .flatMap(group -> group.person(person, model.id()).stream())
        .toList();
  }

  @Override
  public List<Member> members(String app, String group, int start, int length) {
    return directory.require(app, group).members(start, length).stream()
        .map(member -> new Member(member.key(), member.state().info()))
        .toList();
  }

  @Override
  public void enroll(Enrollment enrollment) {
    enrollment.faces().forEach(model::embeddingOf);
    changes.change(
        enrollment.app(),
        enrollment.person(),
        enrollment.bounds(),
        view -> new EnrollmentPlan(enrollment, view).plan());
  }

  @Override
  public List<Optional<FaceFailure>> addFaces(FaceIncrease increase) {
    increase.faces().forEach(model::embeddingOf);
    return changes.change(
        increase.app(),
        increase.person(),
        increase.bounds(),
        view -> new IncreasePlan(increase, view.present(), model).plan());
  }

  @Override
  public List<String> removeFaces(String app, String person, Collection<String> tokens) {
    return changes.change(
        app, person, PersonBounds.open(), view -> removal(view.present(), tokens));
  }

  private static Plan<List<String>> removal(List<Place> places, Collection<String> tokens) {
    Set<String> asked = new LinkedHashSet<>(tokens);
    Set<String> had = new LinkedHashSet<>();
    List<Intent> intents = new ArrayList<>();
    for (Place place : places) {
      List<FaceEntry> removed =
          place.faces().stream().filter(face -> asked.contains(face.token())).toList();
      removed.forEach(face -> had.add(face.token()));
      if (!removed.isEmpty()) {
        intents.add(Intent.lose(place, removed));
      }
    }
    if (intents.isEmpty()) {
      throw new FaceException(FaceFailure.FACE_UNKNOWN);
    }
    return new Plan<>(intents, asked.stream().filter(had::contains).toList());
  }

  @Override
  public void describe(
      String app, String person, @Nullable String info, @Nullable String tag) {
    changes.change(
        app,
        person,
        PersonBounds.open(),
        view ->
            Plan.of(
                view.present().stream()
                    .map(
                        place ->
                            Intent.come(
                                place,
                                List.of(),
                                info == null ? place.info() : info,
                                tag == null ? place.tag() : tag))
                    .toList()));
  }

  @Override
  public void join(
      String app, String person, @Nullable String sourceGroup, Collection<String> targetGroups) {
    changes.change(
        app,
        person,
        PersonBounds.open(),
        view -> Plan.of(joining(view, sourceGroup, targetGroups)));
  }

  private static List<Intent> joining(
      PersonView view, @Nullable String sourceGroup, Collection<String> targetGroups) {
    List<Place> sources = view.present();
    if (sourceGroup != null) {
      sources = sources.stream().filter(place -> place.name().equals(sourceGroup)).toList();
      if (sources.isEmpty()) {
        throw new FaceException(FaceFailure.PERSON_UNKNOWN, sourceGroup);
      }
    }
    List<Intent> intents = new ArrayList<>();
    for (String name : new LinkedHashSet<>(targetGroups)) {
      Place target = named(view, name);
      if (target.hasMember()) {
        throw new FaceException(FaceFailure.PERSON_EXISTS, name);
      }
      intents.add(
          Intent.come(
              target,
              PersonView.faces(sources),
              PersonView.info(sources),
              PersonView.tag(sources)));
    }
    Place before = view.noGroup();
    if (before.hasMember() && !intents.isEmpty()) {
      intents.add(Intent.leave(before));
    }
    return intents;
  }

  private static Place named(PersonView view, String group) {
    if (group.equals(PersonKey.NO_GROUP)) {
      throw new IllegalArgumentException("a group without name");
    }
    return view.place(group);
  }

  @Override
  public void leave(String app, String person, Collection<String> groups) {
    changes.change(
        app, person, PersonBounds.open(), view -> Plan.of(leaving(view, person, groups)));
  }

  private static List<Intent> leaving(
      PersonView view, String person, Collection<String> groups) {
    List<Place> left =
        new LinkedHashSet<>(groups).stream().map(group -> named(view, group)).toList();
    left.stream().filter(place -> !place.hasGroup()).findFirst().ifPresent(
        place -> {
          throw new FaceException(FaceFailure.GROUP_UNKNOWN, place.name());
        });
    if (!left.stream().allMatch(Place::hasMember)) {
      throw new FaceException(FaceFailure.PERSON_UNKNOWN, person);
    }
    if (view.present().size() == left.size()) {
      throw new FaceException(FaceFailure.LAST_GROUP, person);
    }
    return left.stream().map(Intent::leave).toList();
  }

  @Override
  public void delete(String app, String person, Collection<String> groups) {
    Set<String> asked = Set.copyOf(groups);
    changes.change(
        app,
        person,
        PersonBounds.open(),
        view -> {
          List<Place> places = new ArrayList<>(view.present());
          places.removeIf(place -> place.isNoGroup() || !asked.contains(place.name()));
          if (places.isEmpty()) {
            throw new FaceException(FaceFailure.PERSON_UNKNOWN, person);
          }
          return Plan.of(places.stream().map(Intent::leave).toList());
        });
  }

  @Override
  public void deleteEverywhere(String app, String person) {
    changes.change(
        app,
        person,
        PersonBounds.open(),
        view -> Plan.of(view.present().stream().map(Intent::leave).toList()));
  }

  @Override
  public List<PersonMatch> search(PersonSearch query) {
    return search.search(query);
  }

  @Override
  public Optional<PersonMatch> compare(
      String app, Collection<String> groups, String person, List<Embedding> faces) {
    return search.compare(app, groups, person, faces);
  }

  @Override
  public Optional<SavedFace> enrolledFace(String app, String token) {
    for (GroupEntry group : directory.all(app)) {
      Optional<SavedFace> kept =
          group.face(token).flatMap(face -> store.face(face.key(group.generation())));
      if (kept.isPresent()) {
        return kept;
      }
    }
    return Optional.empty();
  }
}
