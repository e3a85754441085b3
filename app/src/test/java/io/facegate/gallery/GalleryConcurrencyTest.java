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
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many threads change and search one gallery, and no promise is broken. */
class GalleryConcurrencyTest {
  private static final String APP = "site";
  private static final int THREADS = 6;

  @TempDir private Path folder;

  private static void together(int threads, Callable<?>[] works) throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> running = new ArrayList<>();
      for (Callable<?> work : works) {
        running.add(pool.submit(work));
      }
      for (Future<?> work : running) {
        work.get();
      }
    }
  }

  @Test
  void enrolledIsFoundAndDeletedIsNot() throws Exception {
    try (StoredGallery gallery = new GalleryFolder(folder).open()) {
      Callable<?>[] works = new Callable<?>[THREADS];
      for (int thread = 0; thread < THREADS; thread++) {
        int seed = thread;
        works[thread] = () -> enrolSearchDelete(gallery, seed);
      }
      together(THREADS, works);
      assertEquals(THREADS * 40 / 2, gallery.faceCount());
      assertEquals(gallery.faceCount(), gallery.persons(APP, "staff", 0, 1000).size());
    }
  }

  private static int enrolSearchDelete(Gallery gallery, int seed) {
    RandomFaces faces = new RandomFaces(seed, 128);
    for (int i = 0; i < 40; i++) {
      PersonKey person = new PersonKey(APP, "staff", "p%d_%d".formatted(seed, i));
      SavedFace face = faces.face("t%d_%d".formatted(seed, i));
      Embedding query = Optional.ofNullable(face.face().embedding()).orElseThrow();
      gallery.enroll(person, face, Optional.empty(), Mode.APPEND);
      assertEquals(person, best(gallery, query).orElseThrow().person());
      if (i % 2 == 0) {
        gallery.deletePerson(person);
        assertTrue(best(gallery, query).map(hit -> hit.cosine() < 0.99).orElse(true));
      }
    }
    return seed;
  }

  private static Optional<Hit> best(Gallery gallery, Embedding query) {
    return gallery.search(APP, List.of("staff"), query, -1, 1).stream().findFirst();
  }

  @Test
  void oneOfManyEnrolsAToken() throws Exception {
    try (StoredGallery gallery = new GalleryFolder(folder).open()) {
      for (int round = 0; round < 10; round++) {
        String token = "t" + round;
        SavedFace face = new RandomFaces(round, 64).face(token);
        AtomicInteger enrolled = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(THREADS);
        Callable<?>[] works = new Callable<?>[THREADS];
        for (int thread = 0; thread < THREADS; thread++) {
          PersonKey person = new PersonKey(APP, "group" + round, "p" + thread);
          works[thread] =
              () -> {
                start.countDown();
                start.await();
                return enrollIfFree(gallery, person, face) ? enrolled.incrementAndGet() : 0;
              };
        }
        together(THREADS, works);
        assertEquals(1, enrolled.get());
      }
    }
  }

  private static boolean enrollIfFree(Gallery gallery, PersonKey person, SavedFace face) {
    try {
      gallery.enroll(person, face, Optional.empty(), Mode.APPEND);
      return true;
    } catch (FaceException e) {
      assertEquals(FaceFailure.FACE_EXISTS, e.failure());
      return false;
    }
  }

  @Test
  void allChangesAtOnceLeaveAConsistentGallery() throws Exception {
    GalleryFolder opener = new GalleryFolder(folder);
    GalleryLimits limits = new GalleryLimits(3, 60, 4, 5);
    int faceCount;
    try (StoredGallery gallery = opener.open(limits)) {
      Callable<?>[] works = new Callable<?>[THREADS];
      for (int thread = 0; thread < THREADS; thread++) {
        int seed = thread;
        works[thread] = () -> changeAnything(gallery, seed);
      }
      together(THREADS, works);
      faceCount = assertConsistent(gallery);
    }
    try (StoredGallery gallery = opener.open(limits)) {
      assertEquals(faceCount, assertConsistent(gallery));
      assertEquals(0, gallery.stats().corruptRecords());
    }
  }

  @Test
  void facesSavedAtOnceAreNeverMoreThanMayBe() throws Exception {
    for (int max : new int[] {1, 3}) {
      try (StoredGallery gallery =
          new GalleryFolder(folder.resolve("max" + max))
              .open(new GalleryLimits(3, 60, 4, max))) {
        for (int round = 0; round < 40; round++) {
          CountDownLatch start = new CountDownLatch(THREADS);
          Callable<?>[] works = new Callable<?>[THREADS];
          for (int thread = 0; thread < THREADS; thread++) {
            SavedFace face = new RandomFaces(thread, 32).face("t%d_%d".formatted(round, thread));
            works[thread] =
                () -> {
                  start.countDown();
                  start.await();
                  gallery.saveFace(APP, face);
                  return face;
                };
          }
          together(THREADS, works);
          assertEquals(Math.min(max, THREADS), gallery.stats().savedFaces());
        }
      }
    }
  }

  private static int changeAnything(Gallery gallery, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    RandomFaces faces = new RandomFaces(seed, 32);
    Set<FaceFailure> failures = EnumSet.noneOf(FaceFailure.class);
    for (int i = 0; i < 200; i++) {
      String group = "g" + random.nextInt(3);
      PersonKey person = new PersonKey(APP, group, "p" + random.nextInt(8));
      SavedFace face = faces.face("t" + random.nextInt(40));
      Mode mode = List.of(Mode.values()).get(random.nextInt(3));
      try {
        switch (random.nextInt(24)) {
          case 0 -> gallery.deleteGroup(APP, group);
          case 1, 2 -> gallery.deletePerson(person);
          case 3, 4 -> gallery.deleteFace(person, face.token());
          case 5, 6, 7 -> gallery.copyPerson(person, "g" + random.nextInt(3));
          case 8, 9 -> gallery.saveFace(APP, face);
          case 10, 11 -> gallery.search(APP, List.of(group), faces.embedding(), 0, 3);
          case 12 -> gallery.person(person);
          default -> gallery.enroll(person, face, Optional.of("i" + i), mode);
        }
      } catch (FaceException e) {
        failures.add(e.failure());
      }
    }
    assertTrue(
        EnumSet.of(
                FaceFailure.GROUP_UNKNOWN,
                FaceFailure.TARGET_GROUP_UNKNOWN,
                FaceFailure.PERSON_UNKNOWN,
                FaceFailure.PERSON_EXISTS,
                FaceFailure.FACE_UNKNOWN,
                FaceFailure.FACE_EXISTS,
                FaceFailure.TOO_MANY_FACES,
                FaceFailure.GALLERY_FULL)
            .containsAll(failures),
        failures.toString());
    return seed;
  }

  private static int assertConsistent(StoredGallery gallery) {
    int faceCount = 0;
    for (String group : gallery.groups(APP, 0, 10)) {
      Set<String> tokens = new HashSet<>();
      List<String> persons = gallery.persons(APP, group, 0, 1000);
      int inGroup = 0;
      for (String id : persons) {
        Person person = gallery.person(new PersonKey(APP, group, id)).orElseThrow();
        assertTrue(person.faces().size() >= 1 && person.faces().size() <= 3, person.toString());
        person.faces().forEach(face -> assertTrue(tokens.add(face.token())));
        inGroup += person.faces().size();
        for (EnrolledFace face : person.faces()) {
          assertTrue(gallery.savedFace(APP, face.token()).isPresent());
          Hit hit = gallery.search(APP, List.of(group), face.embedding(), 0.999, 1).getFirst();
          assertEquals(id, hit.person().person());
        }
      }
      GroupStat stat = gallery.groupStat(APP, group).orElseThrow();
      assertEquals(persons.size(), stat.persons());
      assertEquals(inGroup, stat.faces());
      faceCount += inGroup;
    }
    assertEquals(faceCount, gallery.faceCount());
    assertTrue(gallery.stats().savedFaces() <= 5);
    return faceCount;
  }
}
