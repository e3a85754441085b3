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
import java.util.function.Consumer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random changes to the gallery and to a naive one have the same effect, also after a restart. */
class GalleryModelTest {
  private static final int CHANGES = 900;
  private static final int CHANGES_BETWEEN_RESTARTS = 300;
  private static final List<String> APPS = List.of("default", "site");
  private static final List<String> GROUPS = List.of("g1", "g2", "g3", "g4");
  private static final GalleryLimits LIMITS = new GalleryLimits(4, 60, 6, 9);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void changesHaveTheSameEffect(long seed) {
    GalleryFolder opener = new GalleryFolder(folder);
    SplittableRandom random = new SplittableRandom(seed);
    RandomFaces faces = new RandomFaces(seed, 32);
    NaiveGallery naive = new NaiveGallery(LIMITS);
    StoredGallery gallery = opener.open(LIMITS);
    try {
      for (int i = 1; i <= CHANGES; i++) {
        Consumer<Gallery> change = change(random, faces);
        assertEquals(outcome(naive, change), outcome(gallery, change), "change " + i);
        if (i % 50 == 0) {
          assertEquals(dump(naive, false), dump(gallery, false), "change " + i);
          compareSearch(naive, gallery, faces.embedding());
        }
        if (i % CHANGES_BETWEEN_RESTARTS == 0) {
          String before = dump(gallery, true);
          gallery.close();
          gallery = opener.open(LIMITS);
          assertEquals(before, dump(gallery, true));
          compareSearch(naive, gallery, faces.embedding());
        }
      }
    } finally {
      gallery.close();
    }
  }

  private static Consumer<Gallery> change(SplittableRandom random, RandomFaces faces) {
    String app = pick(random, APPS);
    String group = pick(random, GROUPS);
    String other = pick(random, GROUPS);
    PersonKey person = new PersonKey(app, group, "p" + random.nextInt(9));
    String token = "t" + random.nextInt(60);
    SavedFace face = faces.face(token);
    Optional<String> info =
        random.nextBoolean() ? Optional.empty() : Optional.of("info " + random.nextInt(5));
    Gallery.Mode mode = pick(random, List.of(Gallery.Mode.values()));
    int kind = random.nextInt(40);
    return switch (kind) {
      case 0 -> gallery -> gallery.addGroup(app, group);
      case 1 -> gallery -> gallery.deleteGroup(app, group);
      case 2, 3, 4 -> gallery -> gallery.deletePerson(person);
      case 5, 6, 7, 8 ->
          gallery ->
              gallery.deleteFace(
                  person,
                  gallery
                      .person(person)
                      .map(found -> found.faces().getFirst().token())
                      .orElse(token));
      case 9 -> gallery -> gallery.deleteFace(person, token);
      case 10, 11, 12 -> gallery -> gallery.copyPerson(person, other);
      case 13, 14, 15, 16 -> gallery -> gallery.saveFace(app, face);
      case 17, 18, 19 -> gallery -> gallery.enroll(person, face, info, mode);
      default -> gallery -> gallery.enroll(person, face, info, Gallery.Mode.APPEND);
    };
  }

  private static <T> T pick(SplittableRandom random, List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static String outcome(Gallery gallery, Consumer<Gallery> change) {
    try {
      change.accept(gallery);
      return "done";
    } catch (FaceException e) {
      return e.failure().name();
    }
  }

  private static String dump(Gallery gallery, boolean dates) {
    List<String> lines = new ArrayList<>();
    lines.add(gallery.faceCount() + " faces, " + gallery.apps());
    for (String app : APPS) {
      for (String group : gallery.groups(app, 0, 100)) {
        GroupStat stat = gallery.groupStat(app, group).orElseThrow();
        lines.add("%s/%s: %d, %d".formatted(app, group, stat.persons(), stat.faces()));
        if (dates) {
          lines.add(stat.createdAt() + " " + stat.updatedAt());
        }
        for (String id : gallery.persons(app, group, 0, 100)) {
          Person person = gallery.person(new PersonKey(app, group, id)).orElseThrow();
          lines.add("  %s '%s'".formatted(id, person.info()));
          if (dates) {
            lines.add("  " + person.createdAt() + " " + person.updatedAt());
          }
          for (EnrolledFace face : person.faces()) {
            lines.add("    " + face.token() + " " + face.embedding().unit()[0]);
            lines.add(dates ? face.createdAt().toString() : "");
          }
        }
      }
      for (int token = 0; token < 60; token++) {
        gallery.savedFace(app, "t" + token).ifPresent(saved -> lines.add(facts(saved)));
      }
    }
    return String.join("\n", lines);
  }

  private static String facts(SavedFace saved) {
    return "%s %s %s %s %s"
        .formatted(
            saved.token(),
            saved.face().box(),
            saved.face().pose(),
            saved.face().quality(),
            saved.face().liveness());
  }

  private static void compareSearch(Gallery naive, Gallery gallery, Embedding query) {
    for (String app : APPS) {
      List<String> groups = naive.groups(app, 0, 3);
      List<Hit> expected = naive.search(app, groups, query, 0.05, 7);
      List<Hit> found = gallery.search(app, groups, query, 0.05, 7);
      assertEquals(expected.size(), found.size());
      for (int i = 0; i < found.size(); i++) {
        Hit hit = found.get(i);
        PersonKey key = hit.person();
        assertEquals(expected.get(i).cosine(), hit.cosine(), 1e-5);
        Hit same = naive.searchPerson(app, List.of(key.group()), key.person(), query).getFirst();
        assertEquals(same.cosine(), hit.cosine(), 1e-5);
        assertEquals(same.info(), hit.info());
      }
      String person = "p1";
      assertEquals(
          naive.searchPerson(app, groups, person, query).stream().map(Hit::faceToken).toList(),
          gallery.searchPerson(app, groups, person, query).stream().map(Hit::faceToken).toList());
    }
  }
}
