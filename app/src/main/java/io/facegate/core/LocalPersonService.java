package io.facegate.core;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.PersonKey;
import io.facegate.gallery.EnrolledFace;
import io.facegate.gallery.Enrollment;
import io.facegate.gallery.FaceIncrease;
import io.facegate.gallery.Gallery;
import io.facegate.gallery.People;
import io.facegate.gallery.Person;
import io.facegate.gallery.PersonBounds;
import io.facegate.gallery.SavedFace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The use cases about persons as a whole, done on this machine. */
final class LocalPersonService implements PersonService {
  private final People people;
  private final FaceReader reader;
  private final BoundedWorkers store;
  private final PersonQueries queries;
  private final PersonRules rules;

  /**
   * The use cases.
   *
   * @param store runs what reads and changes the gallery
   */
  LocalPersonService(
      People people,
      FaceReader reader,
      BoundedWorkers store,
      PersonQueries queries,
      PersonRules rules) {
    this.people = people;
    this.reader = reader;
    this.store = store;
    this.queries = queries;
    this.rules = rules;
  }

  @Override
  public PairScores compareAll(PairQuery query) {
    return queries.compareAll(query);
  }

  @Override
  public Lookup lookUp(LookupQuery query) {
    return queries.lookUp(query);
  }

  @Override
  public Verification verify(VerifyQuery query) {
    return queries.verify(query);
  }

  @Override
  public List<SeenFace> enrollPerson(PersonEnrollment enrollment) {
    List<SeenFace> faces =
        reader.largestOfEach(
            enrollment.app(), enrollment.pictures(), LocalFaceService.SAVED_OUTPUTS);
    Enrollment kept =
        new Enrollment(
            enrollment.app(),
            enrollment.person(),
            faces.stream().map(LocalPersonService::comparable).toList(),
            enrollment.groups(),
            switch (enrollment.scope()) {
              case NAMED -> false;
              case EVERYWHERE -> true;
            },
            mode(enrollment.mode()),
            enrollment.info(),
            enrollment.tag(),
            bounds(enrollment.limits()));
    change(() -> people.enroll(kept));
    return faces;
  }

  @Override
  public List<FaceOutcome> addFaces(FaceAddition addition) {
    /* Before the pictures: one that fails must not hide that there is nobody. */
    memberships(addition.app(), addition.person());
    List<FaceOutcome> read = new ArrayList<>();
    for (ImageRef picture : addition.pictures()) {
      read.add(outcome(addition.app(), picture));
    }
    List<SavedFace> readable = new ArrayList<>();
    for (FaceOutcome one : read) {
      if (one instanceof FaceOutcome.Added added) {
        readable.add(comparable(added.face()));
      }
    }
    String tag = addition.tag();
    FaceIncrease increase =
        new FaceIncrease(
            addition.app(),
            addition.person(),
            readable,
            tag == null ? "" : tag,
            rules.sameFaceCosineMin(),
            bounds(addition.limits()));
    Iterator<Optional<FaceFailure>> kept = stored(() -> people.addFaces(increase)).iterator();
    return read.stream()
        .map(
            one ->
                one instanceof FaceOutcome.Added added
                    ? kept.next().<FaceOutcome>map(FaceOutcome.Failed::new).orElse(added)
                    : one)
        .toList();
  }

  private FaceOutcome outcome(String app, ImageRef picture) {
    try {
      return new FaceOutcome.Added(reader.largest(app, picture, LocalFaceService.SAVED_OUTPUTS));
    } catch (FaceException failed) {
      if (FaceReader.isOfPicture(failed.failure())) {
        return new FaceOutcome.Failed(failed.failure());
      }
      throw failed;
    }
  }

  /** A face to be kept; what cannot be compared is not. */
  private static SavedFace comparable(SeenFace seen) {
    FaceReader.embedding(seen.face());
    return FaceReader.saved(seen);
  }

  @Override
  public List<String> removeFaces(String app, String person, List<String> faceTokens) {
    return stored(() -> people.removeFaces(app, person, faceTokens));
  }

  @Override
  public void describePerson(
      String app, String person, @Nullable String info, @Nullable String tag) {
    change(() -> people.describe(app, person, info, tag));
  }

  @Override
  public PersonProfile profile(String app, String person) {
    List<Person> memberships = memberships(app, person);
    return new PersonProfile(
        person,
        first(memberships.stream().map(Person::info).toList()),
        first(memberships.stream().map(Person::tag).toList()),
        memberships.stream()
            .map(membership -> membership.key().group())
            .filter(group -> !group.equals(PersonKey.NO_GROUP))
            .toList(),
        memberships.stream()
            .flatMap(membership -> membership.faces().stream())
            .sorted(Comparator.comparing(EnrolledFace::createdAt))
            .map(EnrolledFace::token)
            .distinct()
            .toList());
  }

  private static String first(List<String> texts) {
    return texts.stream().filter(text -> !text.isEmpty()).findFirst().orElse("");
  }

  private List<Person> memberships(String app, String person) {
    List<Person> memberships = stored(() -> people.memberships(app, person));
    if (memberships.isEmpty()) {
      throw new FaceException(FaceFailure.PERSON_UNKNOWN, person);
    }
    return memberships;
  }

  @Override
  public List<Membership> listMembers(String app, String group, int start, int length) {
    return stored(() -> people.members(app, group, start, length)).stream()
        .map(member -> new Membership(member.key(), member.info()))
        .toList();
  }

  @Override
  public void joinGroups(
      String app, String person, @Nullable String sourceGroup, List<String> targetGroups) {
    change(() -> people.join(app, person, sourceGroup, targetGroups));
  }

  @Override
  public void leaveGroups(String app, String person, List<String> groups) {
    change(() -> people.leave(app, person, groups));
  }

  @Override
  public void deletePerson(String app, String person, List<String> groups) {
    change(() -> people.delete(app, person, groups));
  }

  @Override
  public SeenFace enrolledFace(String app, String faceToken) {
    SavedFace kept =
        stored(() -> people.enrolledFace(app, faceToken))
            .orElseThrow(() -> new FaceException(FaceFailure.FACE_UNKNOWN, faceToken));
    return new SeenFace(faceToken, kept.face(), kept.imageWidth(), kept.imageHeight());
  }

  private <T> T stored(Callable<T> work) {
    return store.call(work);
  }

  private void change(Runnable change) {
    store.call(
        () -> {
          change.run();
          return true;
        });
  }

  private PersonBounds bounds(PersonLimits limits) {
    return switch (limits) {
      case OPEN -> PersonBounds.open();
      case COUNTED ->
          new PersonBounds(
              rules.groupsPerAppMax(), rules.personsPerGroupMax(), rules.facesPerPersonMax());
    };
  }

  private static Gallery.Mode mode(PersonEnrollment.Mode mode) {
    return switch (mode) {
      case CREATE -> Gallery.Mode.CREATE;
      case APPEND -> Gallery.Mode.APPEND;
      case REPLACE -> Gallery.Mode.REPLACE;
      case UPDATE -> Gallery.Mode.UPDATE;
    };
  }
}
