package io.facegate.gallery;

/**
 * How much the gallery holds, and in what state.
 *
 * @param faces enrolled faces in all
 * @param persons memberships in all, and persons without group
 * @param groups in all
 * @param savedFaces saved face tokens in all
 * @param otherModelFaces enrolled faces that another embedding model made: kept, never found
 * @param corruptRecords left out since the start because they cannot be trusted
 * @param bytesOnDisk how much room the store takes
 */
public record GalleryStats(
    int faces,
    int persons,
    int groups,
    int savedFaces,
    int otherModelFaces,
    int corruptRecords,
    long bytesOnDisk) {}
