package io.facegate.gallery;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import io.facegate.gallery.rocks.RocksStore;
import io.facegate.search.Kernels;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.function.Executable;

/** Opens galleries with a real store in a folder, under a clock that ticks with every look. */
public final class GalleryFolder {
  private final Path folder;
  private final AtomicLong ticks = new AtomicLong();

  /** Galleries in this folder. */
  public GalleryFolder(Path folder) {
    this.folder = folder;
  }

  /** Opens the gallery with the default limits. */
  public StoredGallery open() {
    return open(GalleryLimits.defaults());
  }

  /** Opens the gallery with limits. */
  public StoredGallery open(GalleryLimits limits) {
    return open(store(), limits, RandomFaces.MODEL);
  }

  /** Opens the gallery with a store, limits and a present model. */
  public StoredGallery open(GalleryStore store, GalleryLimits limits, String model) {
    return new StoredGallery(store, limits, model, Kernels.choose(), 2, clock());
  }

  /** Opens the store alone. */
  public RocksStore store() {
    return RocksStore.open(config());
  }

  /** The configuration of galleries in this folder. */
  public GalleryConfig config() {
    return GalleryConfig.defaults(folder);
  }

  private Clock clock() {
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    InstantSource source = () -> start.plus(Duration.ofMillis(ticks.incrementAndGet()));
    return source.withZone(ZoneOffset.UTC);
  }

  /** Fails unless a call fails as it should. */
  public static void assertFails(FaceFailure expected, Executable call) {
    FaceException thrown = Assertions.assertThrows(FaceException.class, call);
    Assertions.assertEquals(expected, thrown.failure(), thrown.getMessage());
  }
}
