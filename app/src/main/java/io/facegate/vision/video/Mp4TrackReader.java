package io.facegate.vision.video;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** Reads one track of an MP4 file, if it holds pictures: how they are encoded, and their table. */
final class Mp4TrackReader {
  private static final int ONE = 1 << 16;

  private final ByteBuffer data;
  private final List<Mp4Box> track;
  private final int framesMax;
  private final Mp4Box header;

  Mp4TrackReader(ByteBuffer data, Mp4Box box, int framesMax) {
    this.data = data;
    this.track = box.children(data, 0);
    this.framesMax = framesMax;
    this.header = Mp4Box.required(track, "tkhd");
  }

  /** The number by which fragments call it. */
  int id() {
    return header.intAt(data, wide(header) ? 20 : 12);
  }

  /** The track; empty when it holds no pictures. */
  Optional<Mp4Track> read() {
    List<Mp4Box> media = Mp4Box.required(track, "mdia").children(data, 0);
    if (Mp4Box.required(media, "hdlr").intAt(data, 8) != Mp4Box.type("vide")) {
      return Optional.empty();
    }
    Mp4Box mediaHeader = Mp4Box.required(media, "mdhd");
    long timescale = mediaHeader.intAt(data, wide(mediaHeader) ? 20 : 12) & 0xFFFFFFFFL;
    if (timescale == 0) {
      throw Mp4Box.unreadable("its time has no unit");
    }
    List<Mp4Box> information = Mp4Box.required(media, "minf").children(data, 0);
    List<Mp4Box> table = Mp4Box.required(information, "stbl").children(data, 0);
    List<Mp4Box> entries = Mp4Box.required(table, "stsd").children(data, 8);
    if (entries.isEmpty()) {
      throw Mp4Box.unreadable("it does not say how it is encoded");
    }
    Mp4SampleEntry entry = Mp4SampleEntry.read(data, entries.getFirst());
    return Optional.of(track(entry, timescale, table));
  }

  private Mp4Track track(Mp4SampleEntry entry, long timescale, List<Mp4Box> table) {
    Mp4Samples samples = new Mp4Samples(data.limit(), framesMax);
    new Mp4SampleTable(data, table).addTo(samples);
    return new Mp4Track(
        entry.config(), entry.width(), entry.height(), quarterTurns(), timescale, samples);
  }

  /* Phones film as they are held, and write down how to turn the pictures. */
  private int quarterTurns() {
    int matrix = wide(header) ? 52 : 40;
    int a = header.intAt(data, matrix);
    int b = header.intAt(data, matrix + 4);
    int c = header.intAt(data, matrix + 12);
    int d = header.intAt(data, matrix + 16);
    if (b == ONE && c == -ONE) {
      return 1;
    }
    if (a == -ONE && d == -ONE) {
      return 2;
    }
    return b == -ONE && c == ONE ? 3 : 0;
  }

  private boolean wide(Mp4Box box) {
    return box.byteAt(data, 0) == 1;
  }
}
