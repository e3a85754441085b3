package io.facegate.bench;

import io.facegate.face.Image;
import io.facegate.vision.DecodeLimits;
import io.facegate.vision.ImageDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads photos for benches. */
final class PhotoReader {
  private static final ImageDecoder DECODER =
      new ImageDecoder(DecodeLimits.defaults(), (stage, nanos) -> {});

  private PhotoReader() {}

  static Image read(Path photo) {
    try {
      return DECODER.decode(Files.readAllBytes(photo));
    } catch (IOException e) {
      throw new AssertionError("no photo " + photo, e);
    }
  }
}
