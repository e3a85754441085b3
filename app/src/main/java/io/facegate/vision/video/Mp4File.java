package io.facegate.vision.video;

import io.facegate.face.FaceException;
import io.facegate.face.FaceFailure;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an MP4 or QuickTime file holds (ISO/IEC 14496-12 and -14), whole or in fragments.
 *
 * <p>Read here and not by FFmpeg: strangers send these files, and what a table claims must be known
 * to be true before room is made for it. No reference to another file is ever followed.
 *
 * @param data the whole file
 * @param pictures its first track of pictures; all other tracks are passed over
 */
record Mp4File(ByteBuffer data, Mp4Track pictures) {
  private static final int TRACKS_MAX = 16;
  private static final Set<Integer> FIRST_TYPES =
      Stream.of("ftyp", "moov", "wide", "free", "skip", "mdat")
          .map(Mp4Box::type)
          .collect(Collectors.toUnmodifiableSet());

  /**
   * Reads a file under limits.
   *
   * @throws FaceException IMAGE_KIND_REFUSED for what is no MP4 of H.264, IMAGE_TOO_LARGE over a
   *     limit, IMAGE_UNREADABLE for a file that is broken, cut off or without pictures
   */
  static Mp4File read(byte[] bytes, VideoLimits limits) {
    if (bytes.length > limits.bytesMax()) {
      throw tooLarge("%d bytes".formatted(bytes.length));
    }
    ByteBuffer data = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    if (bytes.length < 8 || !FIRST_TYPES.contains(data.getInt(4))) {
      throw new FaceException(FaceFailure.IMAGE_KIND_REFUSED, "the video is no MP4");
    }
    List<Mp4Box> top = Mp4Box.ofFile(data);
    List<Mp4Box> movie = Mp4Box.required(top, "moov").children(data, 0);
    Mp4Track pictures =
        pictures(data, top, movie, limits)
            .orElseThrow(() -> Mp4Box.unreadable("there are no pictures in it"));
    check(pictures, limits);
    return new Mp4File(data, pictures);
  }

  private static Optional<Mp4Track> pictures(
      ByteBuffer data, List<Mp4Box> top, List<Mp4Box> movie, VideoLimits limits) {
    Mp4Fragments fragments = new Mp4Fragments(data, movie);
    List<Mp4Box> boxes =
        movie.stream().filter(box -> box.type() == Mp4Box.type("trak")).toList();
    if (boxes.size() > TRACKS_MAX) {
      throw Mp4Box.unreadable("too many tracks");
    }
    for (Mp4Box box : boxes) {
      Mp4TrackReader reader = new Mp4TrackReader(data, box, limits.framesMax());
      Optional<Mp4Track> track = reader.read();
      if (track.isPresent()) {
        fragments.add(top, reader.id(), track.get().samples());
        return track;
      }
    }
    return Optional.empty();
  }

  private static void check(Mp4Track pictures, VideoLimits limits) {
    if (pictures.samples().count() == 0 || pictures.length().isZero()) {
      throw Mp4Box.unreadable("no time passes in it");
    }
    if (pictures.length().compareTo(limits.lengthMax()) > 0) {
      throw tooLarge("%d s".formatted(pictures.length().toSeconds()));
    }
    if (pictures.width() < 1 || pictures.height() < 1) {
      throw Mp4Box.unreadable("its pictures have no pixels");
    }
    if ((long) pictures.width() * pictures.height() > limits.pixelsMax()) {
      throw tooLarge("%d x %d pixels".formatted(pictures.width(), pictures.height()));
    }
  }

  private static FaceException tooLarge(String what) {
    return new FaceException(FaceFailure.IMAGE_TOO_LARGE, "video of " + what);
  }
}
