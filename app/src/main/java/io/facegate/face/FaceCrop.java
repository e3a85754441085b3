package io.facegate.face;

/**
 * What is kept of a picture so that another embedder can look at one of its faces: the face with
 * what surrounds it, and where its five points lie, so that it need not be found again.
 *
 * @param encoded a JPEG or PNG, at most {@link #BYTES_MAX}; shared, not copied
 * @param landmarks in pixels of that picture; those by which the face was aligned
 */
@SuppressWarnings("ArrayRecordComponent")
public record FaceCrop(byte[] encoded, Landmarks landmarks) {
  /** Bytes of the picture at most. */
  public static final int BYTES_MAX = 256 << 10;

  /** Checks the size. */
  public FaceCrop {
    if (encoded.length == 0 || encoded.length > BYTES_MAX) {
      throw new IllegalArgumentException("a crop of %d bytes".formatted(encoded.length));
    }
  }
}
