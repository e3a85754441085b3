package io.facegate.packaging;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a 64-bit little-endian ELF file says of itself (System V ABI, chapters 4 and 5).
 *
 * @param machine the processor it is for: 62 for x86-64, 183 for AArch64
 * @param needed names of the libraries it is linked with
 */
record ElfFile(int machine, List<String> needed) {
  private static final int MAGIC = 0x464c457f;
  private static final int CLASS_64 = 2;
  private static final int LITTLE_ENDIAN = 1;
  private static final int SEGMENT_LOAD = 1;
  private static final int SEGMENT_DYNAMIC = 2;
  private static final long TAG_NEEDED = 1;
  private static final long TAG_STRINGS = 5;

  /** A segment of the file, and where it comes to lie in memory. */
  private record Segment(int type, long offset, long address, long size) {
    boolean holds(long where) {
      return type == SEGMENT_LOAD && where >= address && where < address + size;
    }
  }

  /** Reads one; empty when the bytes are of another kind. */
  static Optional<ElfFile> of(byte[] content) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    if (content.length < 64
        || bytes.getInt(0) != MAGIC
        || bytes.get(4) != CLASS_64
        || bytes.get(5) != LITTLE_ENDIAN) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ElfFile(bytes.getShort(18), needed(bytes, segments(bytes))));
    } catch (IndexOutOfBoundsException cut) {
      throw new IOException("an ELF file that is cut off", cut);
    }
  }

  private static List<Segment> segments(ByteBuffer bytes) {
    int at = Math.toIntExact(bytes.getLong(32));
    int length = bytes.getShort(54);
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < bytes.getShort(56); i++, at += length) {
      segments.add(
          new Segment(
              bytes.getInt(at), bytes.getLong(at + 8), bytes.getLong(at + 16),
              bytes.getLong(at + 32)));
    }
    return segments;
  }

  private static List<String> needed(ByteBuffer bytes, List<Segment> segments) {
    List<Long> names = new ArrayList<>();
    long strings = 0;
    for (Segment segment : segments) {
      if (segment.type == SEGMENT_DYNAMIC) {
        for (long at = segment.offset; at < segment.offset + segment.size; at += 16) {
          long tag = bytes.getLong((int) at);
          long value = bytes.getLong((int) at + 8);
          if (tag == TAG_NEEDED) {
            names.add(value);
          } else if (tag == TAG_STRINGS) {
            strings = value;
          }
        }
      }
    }
    if (names.isEmpty()) {
      return List.of();
    }
    long table = strings;
    Segment holder =
        segments.stream().filter(segment -> segment.holds(table)).findFirst().orElseThrow();
    long offset = table - holder.address + holder.offset;
    return names.stream().map(name -> text(bytes, (int) (offset + name))).toList();
  }

  private static String text(ByteBuffer bytes, int at) {
    int end = at;
    while (bytes.get(end) != 0) {
      end++;
    }
    byte[] text = new byte[end - at];
    bytes.get(at, text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
