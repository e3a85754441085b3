package io.facegate.gallery;

/**
 * How much the gallery holds; over it is {@code GALLERY_FULL} or {@code TOO_MANY_FACES}.
 *
 * @param facesPerPersonMax faces of a person within one group, 1 to 1000; default 20
 * @param facesMax enrolled faces in all; default 100,000, at about 1.5 KB of heap each
 * @param groupsMax groups in all; default 10,000
 * @param savedFacesMax saved face tokens in all, the oldest go first; default 10,000
 */
public record GalleryLimits(
    int facesPerPersonMax, int facesMax, int groupsMax, int savedFacesMax) {

  /** Limits for a small box. */
  public static GalleryLimits defaults() {
    return new GalleryLimits(20, 100_000, 10_000, 10_000);
  }
}
