package io.facegate.gallery.rocks;

/**
 * Gives ids that were never given before. The store keeps a mark that all given ids are below, and
 * moves it on by a block at a time: a restart leaves some ids unused.
 */
final class IdCounter {
  private static final String NAME = "ids";
  private static final long BLOCK = 10_000;

  private final MetaTable meta;
  private long next;
  private long mark;

  IdCounter(MetaTable meta) {
    this.meta = meta;
    this.next = meta.get(NAME).map(body -> body.getLong(0)).orElse(1L);
    this.mark = next;
  }

  synchronized long next() {
    if (next == mark) {
      meta.put(NAME, Keys.of(mark + BLOCK));
      mark += BLOCK;
    }
    return next++;
  }
}
