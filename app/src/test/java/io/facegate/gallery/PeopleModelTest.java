package io.facegate.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.facegate.face.Embedding;
import io.facegate.face.FaceException;
import io.facegate.face.PersonKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random changes to persons as wholes have the effect they have on a naive gallery. */
class PeopleModelTest {
  private static final int CHANGES = 900;
  private static final int CHANGES_BETWEEN_RESTARTS = 300;
  private static final String APP = "site";
  private static final List<String> GROUPS = List.of("g1", "g2", "g3", "g4", "g5");
  private static final GalleryLimits LIMITS = new GalleryLimits(5, 90, 6, 9);
  private static final PersonBounds NARROW = new PersonBounds(4, 5, 4);

  @TempDir private Path folder;

  /* The same token always stands for the same face, as it does in earnest. */
  private static SavedFace face(String token) {
    return new RandomFaces(token.hashCode(), 32).face(token);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void changesHaveTheSameEffect(long seed) {
    GalleryFolder opener = new GalleryFolder(folder);
    SplittableRandom random = new SplittableRandom(seed);
    NaiveGallery naive = new NaiveGallery(LIMITS);
    StoredGallery gallery = opener.open(LIMITS);
    try {
      for (int i = 1; i <= CHANGES; i++) {
        Function<Gallery, Object> change = change(random);
        assertEquals(outcome(naive, change), outcome(gallery, change), "change " + i);
        if (i % 20 == 0) {
          assertEquals(dump(naive), dump(gallery), "change " + i);
          compareSearches(naive, gallery, random);
        }
        if (i % CHANGES_BETWEEN_RESTARTS == 0) {
          gallery.close();
          gallery = opener.open(LIMITS);
          assertEquals(dump(naive), dump(gallery), "after change " + i);
        }
      }
    } finally {
      gallery.close();
    }
  }

  private static Function<Gallery, Object> change(SplittableRandom random) {
    String person = "p" + random.nextInt(8);
    String group = GROUPS.get(random.nextInt(GROUPS.size()));
    List<String> some = some(random, 3);
    String token = "t" + random.nextInt(50);
    String text = random.nextBoolean() ? null : "said " + random.nextInt(4);
    String note = random.nextInt(3) > 0 ? null : "note " + random.nextInt(4);
    PersonBounds bounds = random.nextInt(3) == 0 ? NARROW : PersonBounds.open();
    PersonKey key = new PersonKey(APP, group, person);
    Gallery.Mode mode =
        random.nextBoolean()
            ? Gallery.Mode.APPEND
            : List.of(Gallery.Mode.values()).get(random.nextInt(4));
    Enrollment enrollment =
        new Enrollment(
            APP,
            person,
            random.nextInt(5) == 0 ? List.of(face(token), face(token)) : List.of(face(token)),
            some,
            random.nextBoolean(),
            mode,
            text,
            note,
            bounds);
    FaceIncrease increase =
        new FaceIncrease(APP, person, List.of(face(token)), note == null ? "" : note, .9, bounds);
    List<String> tokens = List.of(token, "t" + random.nextInt(50), "t" + random.nextInt(50));
    return switch (random.nextInt(30)) {
      case 0 -> done(gallery -> gallery.deleteGroup(APP, group));
      case 1 -> done(gallery -> gallery.people().deleteEverywhere(APP, person));
      case 2 -> done(gallery -> gallery.people().delete(APP, person, some));
      case 3, 4, 5 -> done(gallery -> gallery.people().leave(APP, person, some));
      case 6, 7, 8, 9 ->
          done(
              gallery ->
                  gallery.people().join(APP, person, note == null ? group : null, some));
      case 10, 11, 12 -> done(gallery -> gallery.people().describe(APP, person, text, note));
      case 13, 14 -> gallery -> gallery.people().removeFaces(APP, person, tokens);
      case 15, 16, 17, 18 -> gallery -> gallery.people().addFaces(increase);
      case 19 -> done(gallery -> gallery.deleteFace(key, token));
      case 20 -> done(gallery -> gallery.copyPerson(key, some.isEmpty() ? group : some.get(0)));
      case 21 -> done(gallery -> gallery.saveFace(APP, face(token)));
      case 22 ->
          done(
              gallery ->
                  gallery.enroll(
                      key, face(token), Optional.ofNullable(text), enrollment.mode()));
      default -> done(gallery -> gallery.people().enroll(enrollment));
    };
  }

  private interface Change {
    void make(Gallery gallery);
  }

  private static Function<Gallery, Object> done(Change change) {
    return gallery -> {
      change.make(gallery);
      return "done";
    };
  }

  private static List<String> some(SplittableRandom random, int max) {
    List<String> some = new ArrayList<>(GROUPS);
    while (some.size() > max || (!some.isEmpty() && random.nextInt(3) == 0)) {
      some.remove(random.nextInt(some.size()));
    }
    return List.copyOf(some);
  }

  private static String outcome(Gallery gallery, Function<Gallery, Object> change) {
    try {
      return change.apply(gallery).toString();
    } catch (FaceException e) {
      return e.failure().name();
    }
  }

  private static String dump(Gallery gallery) {
    List<String> lines = new ArrayList<>();
    lines.add("%d faces, %d groups".formatted(gallery.faceCount(), gallery.groupCount(APP)));
    for (String group : gallery.groups(APP, 0, 100)) {
      lines.add(group + " " + gallery.people().members(APP, group, 0, 100));
    }
    for (int i = 0; i < 8; i++) {
      for (Person person : gallery.people().memberships(APP, "p" + i)) {
        lines.add(
            "%s '%s' '%s' %s"
                .formatted(
                    person.key(),
                    person.info(),
                    person.tag(),
                    person.faces().stream().map(f -> f.token() + "/" + f.tag()).toList()));
      }
    }
    for (int i = 0; i < 50; i++) {
      lines.add(
          gallery.savedFace(APP, "t" + i).isPresent()
              + " "
              + gallery.people().enrolledFace(APP, "t" + i).isPresent());
    }
    return String.join("\n", lines);
  }

  private static void compareSearches(
      Gallery naive, Gallery gallery, SplittableRandom random) {
    RandomFaces faces = new RandomFaces(random.nextLong(), 32);
    List<Embedding> queries = List.of(faces.embedding(), faces.embedding());
    List<String> groups = new ArrayList<>(naive.groups(APP, 0, random.nextInt(5)));
    if (!groups.isEmpty() && random.nextBoolean()) {
      groups.add("never");
    }
    for (boolean once : List.of(true, false)) {
      for (int max : List.of(1, 3, 100)) {
        PersonSearch search = new PersonSearch(APP, groups, once, queries, max);
        assertEquals(
            facts(naive.people().search(search)), facts(gallery.people().search(search)));
      }
    }
    for (int i = 0; i < 8; i++) {
      String person = "p" + i;
      assertEquals(
          facts(naive.people().compare(APP, groups, person, queries).stream().toList()),
          facts(gallery.people().compare(APP, groups, person, queries).stream().toList()));
    }
  }

  /* Who is in several groups with the same face comes in any order there. */
  private static List<String> facts(List<PersonMatch> matches) {
    return matches.stream()
        .map(
            match ->
                "%s %s %s"
                    .formatted(
                        match.person().person(),
                        match.info().isEmpty(),
                        match.faces().stream()
                            .map(f -> "%s %.4f".formatted(f.token(), f.cosine()))
                            .toList()))
        .toList();
  }
}
