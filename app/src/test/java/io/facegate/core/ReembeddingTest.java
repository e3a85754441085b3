package io.facegate.core;

import static io.facegate.gallery.CroppedFaces.NEXT_MODEL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.face.PersonKey;
import io.facegate.gallery.CroppedFaces;
import io.facegate.gallery.Gallery;
import io.facegate.gallery.GalleryFolder;
import io.facegate.gallery.GalleryLimits;
import io.facegate.gallery.RandomFaces;
import io.facegate.gallery.RenewalCount;
import io.facegate.gallery.StoredGallery;
import io.facegate.gallery.rocks.RocksStore;
import io.facegate.testing.Await;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The faces are embedded anew behind the service, whatever comes between. */
class ReembeddingTest {
  private static final int PERSONS = 40;
  private static final Duration LONG = Duration.ofSeconds(20);

  private final CroppedFaces faces = new CroppedFaces(3);
  private final AtomicInteger embedded = new AtomicInteger();
  private final AtomicBoolean done = new AtomicBoolean();
  private final AtomicBoolean busy = new AtomicBoolean();

  @TempDir private Path folder;
  private RocksStore store;
  private StoredGallery gallery;

  @BeforeEach
  void open() {
    store = new GalleryFolder(folder).store();
    gallery =
        new GalleryFolder(folder).open(store, GalleryLimits.defaults(), RandomFaces.MODEL);
    for (int i = 0; i < PERSONS; i++) {
      enroll("t" + i);
    }
  }

  @AfterEach
  void close() {
    gallery.close();
  }

  private void enroll(String token) {
    gallery.enroll(
        new PersonKey("site", "staff", token),
        faces.face(token),
        Optional.empty(),
        Gallery.Mode.APPEND);
  }

  private Reembedding reembedding(Reembedding.CropReader reader) {
    return new Reembedding(
        store.renewals(),
        new Reembedding.Job(
            NEXT_MODEL, reader, store.renewals()::keep, RandomFaces.MODEL, () -> done.set(true)),
        busy::get);
  }

  private Reembedding.CropReader counting() {
    return crop -> {
      embedded.incrementAndGet();
      return CroppedFaces.next(crop);
    };
  }

  @Test
  void whoIsEnrolledMeanwhileComesToo() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch enrolled = new CountDownLatch(1);
    Reembedding.CropReader reader =
        crop -> {
          begun.countDown();
          await(enrolled);
          return CroppedFaces.next(crop);
        };
    try (Reembedding work = reembedding(reader)) {
      assertEquals(PERSONS, work.progress().total());
      work.start();
      begun.await();
      enroll("late");
      enrolled.countDown();
      Await.until(LONG, done::get, "the end");
      assertEquals(ReembeddingProgress.State.DONE, work.progress().state());
      assertEquals(PERSONS + 1, work.progress().done());
    }
    assertEquals(new RenewalCount(PERSONS + 1, 0, 0), store.renewals().count(NEXT_MODEL));
  }

  @Test
  void waitsWhileOthersAre() {
    busy.set(true);
    try (Reembedding work = reembedding(counting())) {
      work.start();
      assertFalse(done.get());
      assertEquals(0, embedded.get());
      busy.set(false);
      Await.until(LONG, done::get, "the end");
    }
  }

  @Test
  void goesOnWhereItWasStopped() {
    Reembedding.CropReader first =
        crop -> {
          if (embedded.incrementAndGet() == PERSONS / 2) {
            busy.set(true);
          }
          return CroppedFaces.next(crop);
        };
    try (Reembedding work = reembedding(first)) {
      work.start();
      Await.until(LONG, busy::get, "half of it");
    }
    assertFalse(done.get());
    int kept = store.renewals().count(NEXT_MODEL).done();
    busy.set(false);
    embedded.set(0);
    try (Reembedding work = reembedding(counting())) {
      work.start();
      Await.until(LONG, done::get, "the end");
    }
    assertEquals(PERSONS - kept, embedded.get());
  }

  @Test
  void aCropThatCannotBeReadHoldsNobodyUp() {
    Reembedding.CropReader reader =
        crop -> {
          if (new String(crop.encoded(), StandardCharsets.UTF_8).equals("t7")) {
            throw new FaceException(FaceFailure.IMAGE_UNREADABLE);
          }
          return CroppedFaces.next(crop);
        };
    try (Reembedding work = reembedding(reader)) {
      work.start();
      Await.until(LONG, done::get, "the end");
      assertEquals(PERSONS - 1, work.progress().done());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
