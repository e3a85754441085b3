package io.facegate.gallery.rocks;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts the records that are left out because they cannot be trusted, and names the first. */
final class Quarantine {
  private static final Logger LOG = System.getLogger(Quarantine.class.getName());
  private static final int NAMED_MAX = 20;

  private final AtomicInteger count = new AtomicInteger();
  private final @Nullable Consumer<String> listener;

  /** Tells the log. */
  Quarantine() {
    this.listener = null;
  }

  /** Tells nobody but a listener. */
  Quarantine(Consumer<String> listener) {
    this.listener = listener;
  }

  void add(Family family, byte[] key, String why) {
    int before = count.getAndIncrement();
    if (listener != null) {
      listener.accept(
          "%s/%s: %s".formatted(family.rocksName(), HexFormat.of().formatHex(key), why));
    } else if (before < NAMED_MAX) {
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
