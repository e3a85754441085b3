package io.facegate.gallery;

import java.nio.file.Path;

/**
 * Where the gallery is kept, and how much it may take.
 *
 * @param folder of the store, and of nothing else; made when it is not there
 * @param limits how much the gallery holds
 * @param searchThreads that share a big search, 1 to 64; default the number of cores
 * @param cacheBytesMax native memory for blocks read from disk, 1 MiB or more; default 16 MiB
 * @param writeBufferBytesMax native memory for changes not yet in a table file, 1 MiB or more;
 *     default 16 MiB
 */
public record GalleryConfig(
    Path folder,
    GalleryLimits limits,
    int searchThreads,
    long cacheBytesMax,
    long writeBufferBytesMax) {

  /** What a small box needs. */
  public static GalleryConfig defaults(Path folder) {
    return new GalleryConfig(
        folder,
        GalleryLimits.defaults(),
        Runtime.getRuntime().availableProcessors(),
        16L << 20,
        16L << 20);
  }
}
