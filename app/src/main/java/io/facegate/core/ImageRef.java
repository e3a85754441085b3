package io.facegate.core;

/** A picture as a caller hands it over. */
public sealed interface ImageRef {
  /** The encoded picture itself. */
  @SuppressWarnings("ArrayRecordComponent")
  record Bytes(byte[] encoded) implements ImageRef {}

  /** Where the picture can be fetched; only hosts the operator allows. */
  record Url(String address) implements ImageRef {}

  /** A face seen before, whose feature was saved. */
  record Token(String faceToken) implements ImageRef {}
}
