package io.facegate.vision.video;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A box of an MP4 file (ISO/IEC 14496-12, section 4.2): what it is, and where its content lies.
 *
 * @param type four letters
 * @param start of the content
 * @param end of the content
 */
record Mp4Box(int type, int start, int end) {
  private static final int HEADER_BYTES = 8;
  private static final int LONG_HEADER_BYTES = 16;
  private static final int CHILDREN_MAX = 10_000;

  /** Four letters as a number. */
  static int type(String letters) {
    return ByteBuffer.wrap(letters.getBytes(StandardCharsets.US_ASCII)).getInt();
  }

  /** The boxes of a whole file. */
  static List<Mp4Box> ofFile(ByteBuffer file) {
    return between(file, 0, file.limit());
  }

  /** The boxes inside this one, behind so many bytes of its own. */
  List<Mp4Box> children(ByteBuffer file, int skip) {
    if (skip > length()) {
      throw unreadable("a box is too short");
    }
    return between(file, start + skip, end);
  }

  /** The first of a type. */
  static Optional<Mp4Box> first(List<Mp4Box> boxes, String letters) {
    int wanted = type(letters);
    return boxes.stream().filter(box -> box.type == wanted).findFirst();
  }

  /** The first of a type, which must be there. */
  static Mp4Box required(List<Mp4Box> boxes, String letters) {
    return first(boxes, letters).orElseThrow(() -> unreadable("there is no box " + letters));
  }

  int length() {
    return end - start;
  }

  /** A number of 32 bits at a place of the content; fails when it lies outside. */
  int intAt(ByteBuffer file, int place) {
    requireInside(place, Integer.BYTES);
    return file.getInt(start + place);
  }

  /** A number of 64 bits at a place of the content. */
  long longAt(ByteBuffer file, int place) {
    requireInside(place, Long.BYTES);
    return file.getLong(start + place);
  }

  /** A number of 16 bits without sign at a place of the content. */
  int shortAt(ByteBuffer file, int place) {
    requireInside(place, Short.BYTES);
    return file.getShort(start + place) & 0xFFFF;
  }

  /** A number of 8 bits without sign at a place of the content. */
  int byteAt(ByteBuffer file, int place) {
    requireInside(place, 1);
    return file.get(start + place) & 0xFF;
  }

  /** The content itself. */
  byte[] content(ByteBuffer file) {
    byte[] content = new byte[length()];
    file.get(start, content);
    return content;
  }

  /**
   * How many entries of a table follow its count; fails when the box has no room for them.
   *
   * @param place of the count
   */
  int countAt(ByteBuffer file, int place, int entryBytes) {
    int count = intAt(file, place);
    if (count < 0 || (long) count * entryBytes > length() - place - Integer.BYTES) {
      throw unreadable("a table is longer than its box");
    }
    return count;
  }

  static FaceException unreadable(String why) {
    return new FaceException(FaceFailure.IMAGE_UNREADABLE, "video: " + why);
  }

  private void requireInside(int place, int bytes) {
    if (place < 0 || place > length() - bytes) {
      throw unreadable("a box is too short");
    }
  }

  private static List<Mp4Box> between(ByteBuffer file, int start, int end) {
    List<Mp4Box> boxes = new ArrayList<>();
    int at = start;
    while (end - at >= HEADER_BYTES) {
      if (boxes.size() == CHILDREN_MAX) {
        throw unreadable("too many boxes");
      }
      Mp4Box box = at(file, at, end);
      boxes.add(box);
      at = box.end;
    }
    return boxes;
  }

  private static Mp4Box at(ByteBuffer file, int at, int end) {
    int rest = end - at;
    long size = file.getInt(at) & 0xFFFFFFFFL;
    int header = HEADER_BYTES;
    if (size == 1 && rest >= LONG_HEADER_BYTES) {
      size = file.getLong(at + HEADER_BYTES);
      header = LONG_HEADER_BYTES;
    } else if (size == 0) {
      size = rest;
    }
    if (size < header || size > rest) {
      throw unreadable("it is cut off, or a box is longer than what holds it");
    }
    return new Mp4Box(file.getInt(at + 4), at + header, at + (int) size);
  }
}
