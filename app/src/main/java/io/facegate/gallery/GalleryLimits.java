package io.facegate.gallery;

/**
 * How much the gallery holds; over it is {@code GALLERY_FULL} or {@code TOO_MANY_FACES}.
 *
 * @param facesPerPersonMax faces of a person within one group
 * @param facesMax enrolled faces in all
 * @param groupsMax groups in all
 * @param savedFacesMax saved face tokens; the oldest go first
 */
public record GalleryLimits(
    int facesPerPersonMax, int facesMax, int groupsMax, int savedFacesMax) {}
