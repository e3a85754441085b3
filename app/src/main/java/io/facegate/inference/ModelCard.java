package io.facegate.inference;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What the catalog knows about one model file.
 *
 * @param role what it is for
 * @param id name that stays the same over retraining-free changes of the file
 * @param file name inside the folder of models, without any path
 * @param bytes exact size of the file
 * @param sha256 checksum of the file, 64 small hexadecimal digits
 * @param licence terms
 * @param origin project or address it was published at
 * @param input its one input
 * @param outputs its outputs, in the order their reader expects
 * @param crop the part of the picture it looks at
 * @param scoreScale for an embedder: rising from score 0 to score 100; otherwise empty
 */
public record ModelCard(
    ModelRole role,
    String id,
    String file,
    long bytes,
    String sha256,
    ModelLicence licence,
    String origin,
    InputSpec input,
    List<OutputSpec> outputs,
    CropSpec crop,
    List<ScorePoint> scoreScale) {
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final long BYTES_MAX = 512L << 20;

  /** Checks what can be checked without the file. */
  public ModelCard {
    if (!FILE.matcher(file).matches() || !SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException("file %s with sha256 %s".formatted(file, sha256));
    }
    if (bytes < 1 || bytes > BYTES_MAX || outputs.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has %d bytes and %d outputs".formatted(file, bytes, outputs.size()));
    }
    outputs = List.copyOf(outputs);
    scoreScale = List.copyOf(scoreScale);
  }

  /** Name and checksum: what tells this model's figures from any other's. */
  public String modelId() {
    return id + "@" + sha256.substring(0, 8);
  }
}
