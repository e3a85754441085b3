package io.facegate.vision.video;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The samples of a file that was written while it was recorded: each fragment has tables of its own
 * (ISO/IEC 14496-12, section 8.8). Browsers record like this.
 */
final class Mp4Fragments {
  private static final int BASE_OFFSET = 0x1;
  private static final int DESCRIPTION = 0x2;
  private static final int DURATION = 0x8;
  private static final int SIZE = 0x10;

  private static final int RUN_OFFSET = 0x1;
  private static final int RUN_FIRST_FLAGS = 0x4;
  private static final int RUN_DURATION = 0x100;
  private static final int RUN_SIZE = 0x200;
  private static final int RUN_FLAGS = 0x400;
  private static final int RUN_SHIFT = 0x800;

  private final ByteBuffer data;
  private final Map<Integer, Defaults> defaults = new HashMap<>();

  /** What holds for a sample of which nothing is said. */
  private record Defaults(long duration, long size) {}

  /** A cursor behind the samples of the run before. */
  private static final class Place {
    long next;
  }

  Mp4Fragments(ByteBuffer data, List<Mp4Box> movie) {
    this.data = data;
    Mp4Box.first(movie, "mvex").ifPresent(this::readDefaults);
  }

  private void readDefaults(Mp4Box extended) {
    for (Mp4Box box : extended.children(data, 0)) {
      if (box.type() == Mp4Box.type("trex")) {
        defaults.put(box.intAt(data, 4), new Defaults(unsigned(box, 12), unsigned(box, 16)));
      }
    }
  }

  /** Adds to a track what the fragments hold of it. */
  void add(List<Mp4Box> top, int track, Mp4Samples samples) {
    if (defaults.isEmpty()) {
      return;
    }
    for (Mp4Box box : top) {
      if (box.type() == Mp4Box.type("moof")) {
        /* The offsets count from the first byte of the fragment's own header. */
        int origin = box.start() - 8;
        for (Mp4Box part : box.children(data, 0)) {
          if (part.type() == Mp4Box.type("traf")) {
            addPart(part.children(data, 0), origin, track, samples);
          }
        }
      }
    }
  }

  private void addPart(List<Mp4Box> part, int origin, int track, Mp4Samples samples) {
    Mp4Box header = Mp4Box.required(part, "tfhd");
    if (header.intAt(data, 4) != track) {
      return;
    }
    int flags = header.intAt(data, 0);
    int at = 8;
    Place place = new Place();
    place.next = origin;
    if ((flags & BASE_OFFSET) != 0) {
      place.next = header.longAt(data, at);
      at += 8;
    }
    at += (flags & DESCRIPTION) != 0 ? 4 : 0;
    Defaults usual = defaults.getOrDefault(track, new Defaults(0, 0));
    long duration = usual.duration();
    if ((flags & DURATION) != 0) {
      duration = unsigned(header, at);
      at += 4;
    }
    long size = (flags & SIZE) != 0 ? unsigned(header, at) : usual.size();
    long base = place.next;
    for (Mp4Box box : part) {
      if (box.type() == Mp4Box.type("trun")) {
        addRun(box, base, place, new Defaults(duration, size), samples);
      }
    }
  }

  private void addRun(
      Mp4Box run, long base, Place place, Defaults usual, Mp4Samples samples) {
    int flags = run.intAt(data, 0);
    int count = run.intAt(data, 4);
    int at = 8;
    if ((flags & RUN_OFFSET) != 0) {
      place.next = base + run.intAt(data, at);
      at += 4;
    }
    at += (flags & RUN_FIRST_FLAGS) != 0 ? 4 : 0;
    for (int i = 0; i < count; i++) {
      long duration = usual.duration();
      if ((flags & RUN_DURATION) != 0) {
        duration = unsigned(run, at);
        at += 4;
      }
      long size = usual.size();
      if ((flags & RUN_SIZE) != 0) {
        size = unsigned(run, at);
        at += 4;
      }
      at += (flags & RUN_FLAGS) != 0 ? 4 : 0;
      at += (flags & RUN_SHIFT) != 0 ? 4 : 0;
      samples.add(place.next, size, duration);
      place.next += size;
    }
  }

  private long unsigned(Mp4Box box, int at) {
    return box.intAt(data, at) & 0xFFFFFFFFL;
  }
}
