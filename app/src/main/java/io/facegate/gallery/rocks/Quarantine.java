package io.facegate.gallery.rocks;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the records that are left out because they cannot be trusted, and names the first. */
final class Quarantine {
  private static final Logger LOG = System.getLogger(Quarantine.class.getName());
  private static final int NAMED_MAX = 20;

  private final AtomicInteger count = new AtomicInteger();

  void add(Family family, byte[] key, String why) {
    int before = count.getAndIncrement();
    if (before < NAMED_MAX) {
      LOG.log(
          Level.ERROR,
          "gallery: the record {0}/{1} is left out: {2}",
          family.rocksName(),
          HexFormat.of().formatHex(key),
          why);
    } else if (before == NAMED_MAX) {
      LOG.log(Level.ERROR, "gallery: more records are left out; see the count in health");
    }
  }

  int count() {
    return count.get();
  }
}
