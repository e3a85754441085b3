package io.facegate.vision;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Walks the markers of a JPEG (ITU-T T.81, annex B) from its start to its end. */
final class JpegHeader {
  private static final int START_OF_SCAN = 0xDA;
  private static final int END_OF_IMAGE = 0xD9;

  /*
   * A progressive picture costs a pass over all pixels per scan; cameras and editors write about
   * ten, and a file with thousands is an attack.
   */
  private static final int SCANS_MAX = 64;

  private final ByteBuffer data;
  private int place = 2;
  private int scans;
  private @Nullable PictureHeader size;

  private JpegHeader(ByteBuffer data) {
    this.data = data;
  }

  static PictureHeader read(ByteBuffer data) {
    return new JpegHeader(data).walk();
  }

  private PictureHeader walk() {
    for (int marker = nextMarker(); marker != END_OF_IMAGE; marker = nextMarker()) {
      if (marker == START_OF_SCAN && ++scans > SCANS_MAX) {
        throw PictureHeader.unreadable("JPEG of too many scans");
      }
      if (isFrame(marker)) {
        frame();
      }
      if (!standsAlone(marker)) {
        place += length();
      }
    }
    if (size == null || scans == 0) {
      throw PictureHeader.unreadable("JPEG without a picture");
    }
    return size;
  }

  /** Skips to the next marker, over coded data, stuffed bytes and restarts. */
  private int nextMarker() {
    while (place + 1 < data.limit()) {
      int next = data.get(place + 1) & 0xFF;
      if ((data.get(place) & 0xFF) == 0xFF && next != 0xFF && next != 0) {
        place += 2;
        return next;
      }
      place++;
    }
    throw PictureHeader.unreadable("JPEG is cut off");
  }

  private static boolean standsAlone(int marker) {
    return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
  }

  /** Start of frame: SOF0 to SOF15, less the tables that share the range (DHT, JPG, DAC). */
  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private int length() {
    if (place + 2 > data.limit()) {
      throw PictureHeader.unreadable("JPEG is cut off");
    }
    int length = data.getShort(place) & 0xFFFF;
    if (length < 2) {
      throw PictureHeader.unreadable("JPEG segment of no length");
    }
    return length;
  }

  private void frame() {
    if (size != null || place + 7 > data.limit()) {
      throw PictureHeader.unreadable("JPEG of two frames");
    }
    int height = data.getShort(place + 3) & 0xFFFF;
    int width = data.getShort(place + 5) & 0xFFFF;
    size = new PictureHeader(PictureHeader.Format.JPEG, width, height, data.limit());
  }
}
