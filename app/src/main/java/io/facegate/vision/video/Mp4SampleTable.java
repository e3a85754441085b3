package io.facegate.vision.video;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** The tables that say where samples lie and how long each lasts (ISO/IEC 14496-12, 8.6, 8.7). */
final class Mp4SampleTable {
  private final ByteBuffer data;
  private final Mp4Box chunks;
  private final boolean longOffsets;
  private final Mp4Box ranges;
  private final Mp4Box sizes;
  private final Mp4Box durations;

  Mp4SampleTable(ByteBuffer data, List<Mp4Box> table) {
    this.data = data;
    Optional<Mp4Box> farChunks = Mp4Box.first(table, "co64");
    this.longOffsets = farChunks.isPresent();
    this.chunks = farChunks.orElseGet(() -> Mp4Box.required(table, "stco"));
    this.ranges = Mp4Box.required(table, "stsc");
    this.sizes = Mp4Box.required(table, "stsz");
    this.durations = Mp4Box.required(table, "stts");
  }

  /** Adds all samples. */
  void addTo(Mp4Samples samples) {
    int rangeCount = ranges.countAt(data, 4, 12);
    int chunkCount = chunks.countAt(data, 4, longOffsets ? 8 : 4);
    long sampleCount = sizes.intAt(data, 8) & 0xFFFFFFFFL;
    Durations each = new Durations();
    long sample = 0;
    int range = -1;
    for (int chunk = 0; chunk < chunkCount && sample < sampleCount; chunk++) {
      while (range + 1 < rangeCount && ranges.intAt(data, 8 + 12 * (range + 1)) <= chunk + 1) {
        range++;
      }
      if (range < 0) {
        throw Mp4Box.unreadable("its table of chunks does not begin at the first");
      }
      long inChunk = ranges.intAt(data, 12 + 12 * range) & 0xFFFFFFFFL;
      inChunk = Math.min(inChunk, sampleCount - sample);
      addChunk(samples, offset(chunk), sample, inChunk, each);
      sample += inChunk;
    }
  }

  private void addChunk(
      Mp4Samples samples, long offset, long first, long count, Durations each) {
    long place = offset;
    for (long i = 0; i < count; i++) {
      long size = size(first + i);
      samples.add(place, size, each.next());
      place += size;
    }
  }

  private long size(long sample) {
    long same = sizes.intAt(data, 4) & 0xFFFFFFFFL;
    return same > 0
        ? same
        : sizes.intAt(data, Math.toIntExact(12 + 4 * Math.min(sample, 1 << 28))) & 0xFFFFFFFFL;
  }

  private long offset(int chunk) {
    return longOffsets
        ? chunks.longAt(data, 8 + 8 * chunk)
        : chunks.intAt(data, 8 + 4 * chunk) & 0xFFFFFFFFL;
  }

  /** Durations of one sample after the other. */
  private final class Durations {
    private final int count = durations.countAt(data, 4, 8);
    private int entry = -1;
    private long left;

    /** The last one goes on for samples of which nothing is said. */
    long next() {
      while (left == 0 && entry + 1 < count) {
        entry++;
        left = durations.intAt(data, 8 + 8 * entry) & 0xFFFFFFFFL;
      }
      left = Math.max(0, left - 1);
      return entry < 0 ? 0 : durations.intAt(data, 12 + 8 * entry) & 0xFFFFFFFFL;
    }
  }
}
