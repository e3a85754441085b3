package io.facegate.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.face.Embedding;
import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.PersonKey;
import io.facegate.gallery.Gallery.Mode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many threads change the same persons in overlapping groups: nobody waits for ever. */
class PeopleConcurrencyTest {
  private static final String APP = "site";
  private static final int THREADS = 8;
  private static final int CHANGES = 150;
  private static final int PERSONS = 6;
  private static final int GROUPS = 5;

  private static final Set<FaceFailure> EXPECTED =
      EnumSet.of(
          FaceFailure.GROUP_UNKNOWN,
          FaceFailure.PERSON_UNKNOWN,
          FaceFailure.PERSON_EXISTS,
          FaceFailure.FACE_UNKNOWN,
          FaceFailure.FACE_EXISTS,
          FaceFailure.TOO_MANY_FACES,
          FaceFailure.LAST_GROUP,
          FaceFailure.PERSONS_FULL,
          FaceFailure.GROUPS_FULL,
          FaceFailure.GALLERY_FULL);

  @TempDir private Path folder;

  private interface Work {
    void run() throws Exception;
  }

  private static void together(List<Work> works) throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(works.size())) {
      List<Future<?>> running = new ArrayList<>();
      for (Work work : works) {
        running.add(
            pool.submit(
                () -> {
                  work.run();
                  return work;
                }));
      }
      for (Future<?> work : running) {
        work.get(60, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void groupsOfAPersonAlwaysKnowTheSame() throws Exception {
    GalleryFolder opener = new GalleryFolder(folder);
    GalleryLimits limits = new GalleryLimits(20, 150, 4, 20);
    try (StoredGallery gallery = opener.open(limits)) {
      together(
          IntStream.range(0, THREADS)
              .mapToObj(seed -> (Work) () -> changeAnything(gallery, seed))
              .toList());
      assertConsistent(gallery);
    }
    try (StoredGallery gallery = opener.open(limits)) {
      assertConsistent(gallery);
      assertEquals(0, gallery.stats().corruptRecords());
    }
  }

  private static void changeAnything(Gallery gallery, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < CHANGES; i++) {
      try {
        change(gallery, random, "said " + i);
      } catch (FaceException e) {
        assertTrue(EXPECTED.contains(e.failure()), e.toString());
      }
    }
  }

  private static void change(Gallery gallery, SplittableRandom random, String text) {
    People people = gallery.people();
    String person = "p" + random.nextInt(PERSONS);
    String token = "t" + random.nextInt(60);
    SavedFace face = new RandomFaces(token.hashCode(), 32).face(token);
    List<String> some =
        random.ints(random.nextInt(4), 0, GROUPS).distinct().mapToObj(g -> "g" + g).toList();
    PersonBounds bounds = new PersonBounds(4, 5, 6);
    switch (random.nextInt(16)) {
      case 0 -> people.deleteEverywhere(APP, person);
      case 1 -> gallery.deleteGroup(APP, "g" + random.nextInt(GROUPS));
      case 2, 3 -> people.leave(APP, person, some);
      case 4, 5 -> people.join(APP, person, null, some);
      case 6 -> people.removeFaces(APP, person, List.of(token, "t1", "t2"));
      case 7 -> people.describe(APP, person, text, null);
      case 8, 9 ->
          people.addFaces(
              new FaceIncrease(APP, person, List.of(face), text, 0.95, bounds));
      case 10 ->
          people.search(
              new PersonSearch(
                  APP, List.of(), true, List.of(new RandomFaces(1, 32).embedding()), 3));
      default ->
          people.enroll(
              new Enrollment(
                  APP,
                  person,
                  List.of(face),
                  some,
                  true,
                  random.nextInt(4) == 0 ? Mode.REPLACE : Mode.APPEND,
                  text,
                  null,
                  bounds));
    }
  }

  private static void assertConsistent(StoredGallery gallery) {
    int faces = 0;
    for (int i = 0; i < PERSONS; i++) {
      List<Person> everywhere = gallery.people().memberships(APP, "p" + i);
      boolean alone =
          everywhere.stream().anyMatch(in -> in.key().group().equals(PersonKey.NO_GROUP));
      assertTrue(!alone || everywhere.size() == 1, everywhere.toString());
      Set<Set<String>> known =
          everywhere.stream()
              .map(in -> in.faces().stream().map(f -> f.token()).collect(Collectors.toSet()))
              .collect(Collectors.toSet());
      assertTrue(known.size() <= 1, everywhere.toString());
      Set<String> said = new HashSet<>(everywhere.stream().map(Person::info).toList());
      assertTrue(said.size() <= 1, said.toString());
      for (Person in : everywhere) {
        faces += in.faces().size();
        for (EnrolledFace face : in.faces()) {
          assertFound(gallery, in, face.embedding());
        }
      }
    }
    assertEquals(faces, gallery.faceCount());
    assertTrue(gallery.groupCount(APP) <= 4);
    assertEquals(gallery.groupCount(APP), gallery.stats().groups());
  }

  private static void assertFound(Gallery gallery, Person in, Embedding face) {
    PersonMatch found =
        gallery
            .people()
            .search(new PersonSearch(APP, List.of(), false, List.of(face), 20))
            .stream()
            .filter(match -> match.person().equals(in.key()))
            .findFirst()
            .orElseThrow();
    assertEquals(1, found.cosine(), 1e-5);
  }

  @Test
  void boundsHoldHoweverManyCome() throws Exception {
    try (StoredGallery gallery = new GalleryFolder(folder).open()) {
      CountDownLatch start = new CountDownLatch(THREADS);
      List<Work> works = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        String name = "x" + thread;
        works.add(
            () -> {
              start.countDown();
              start.await();
              for (int i = 0; i < 6; i++) {
                enrollIfThereIsRoom(gallery, name + i, "g" + i);
              }
            });
      }
      together(works);
      assertEquals(3, gallery.groupCount(APP));
      for (String group : gallery.groups(APP, 0, 10)) {
        assertEquals(2, gallery.persons(APP, group, 0, 100).size());
      }
    }
  }

  private static void enrollIfThereIsRoom(Gallery gallery, String person, String group) {
    SavedFace face = new RandomFaces(person.hashCode(), 32).face("t" + person);
    try {
      gallery
          .people()
          .enroll(
              new Enrollment(
                  APP,
                  person,
                  List.of(face),
                  List.of(group),
                  true,
                  Mode.CREATE,
                  null,
                  null,
                  new PersonBounds(3, 2, 1)));
    } catch (FaceException e) {
      assertTrue(
          EnumSet.of(FaceFailure.GROUPS_FULL, FaceFailure.PERSONS_FULL).contains(e.failure()),
          e.toString());
    }
  }
}
