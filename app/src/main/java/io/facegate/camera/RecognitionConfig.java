package io.facegate.camera;

import io.facegate.core.DecisionPolicy;
import java.time.Duration;

/**
 * Which faces a camera considers, and when it knows somebody.
 *
 * @param decision from which score a look counts as a match; default accept 80, unsure 70; for
 *     pushed crops, of which one decides alone, accept 85
 * @param instantScore at or over it a single look decides, unless a second person also matches;
 *     0 to 100; default 90
 * @param consensusShots how many of the last {@code consensusShots + 1} looks must match the same
 *     person; 1 to 10; default 2, and 1 for pushed crops, which the camera has chosen already
 * @param livenessMin 0 (not required) to 1; when required and no model can tell, the camera does
 *     not start; default 0
 * @param facesMax faces looked for in a frame, 1 to 50; default 5
 * @param faceSizePxMin shorter side of a face; default 40
 * @param probabilityMin that it is a face, 0 to 1; default 0.6
 * @param blurMax 0 (only sharp) to 1 (any); default 0.7
 * @param illuminationMin 0 (any) to 255; default 40
 * @param yawDegreesMax to either side, 0 to 90; default 45
 * @param pitchDegreesMax up or down, 0 to 90; default 35
 * @param looksPerSecondMax how often an unidentified face is measured; its first looks are not held
 *     back; 0.1 to 60; default 4
 * @param recheckEvery how often an identified face is measured again; default 1 s
 * @param strangerAfter how long nobody must have matched before a face counts as a stranger;
 *     default 1.5 s, and 0 for pushed crops
 * @param strangerShots how many good looks it takes too; 1 to 20; default 3, and 1 for pushed crops
 */
public record RecognitionConfig(
    DecisionPolicy decision,
    double instantScore,
    int consensusShots,
    double livenessMin,
    int facesMax,
    int faceSizePxMin,
    double probabilityMin,
    double blurMax,
    double illuminationMin,
    double yawDegreesMax,
    double pitchDegreesMax,
    double looksPerSecondMax,
    Duration recheckEvery,
    Duration strangerAfter,
    int strangerShots) {

  /** Checks what would make decisions meaningless. */
  public RecognitionConfig {
    if (consensusShots < 1 || consensusShots > 10 || strangerShots < 1 || strangerShots > 20) {
      throw new IllegalArgumentException("consensusShots is 1 to 10, strangerShots 1 to 20");
    }
    if (instantScore < decision.acceptScore()) {
      throw new IllegalArgumentException("instantScore is not under the accepted score");
    }
    if (!(livenessMin >= 0 && livenessMin <= 1 && looksPerSecondMax > 0 && facesMax > 0)) {
      throw new IllegalArgumentException(
          "livenessMin is 0 to 1, looksPerSecondMax and facesMax are over 0");
    }
  }

  /** The defaults for a kind of source. */
  public static RecognitionConfig defaultsFor(SourceConfig source) {
    return source instanceof SourceConfig.SnapPush
        ? defaults(new DecisionPolicy(85, 70), 1, Duration.ZERO, 1)
        : defaults(DecisionPolicy.defaults(), 2, Duration.ofMillis(1500), 3);
  }

  private static RecognitionConfig defaults(
      DecisionPolicy decision, int consensus, Duration strangerAfter, int shots) {
    return new RecognitionConfig(
        decision,
        90,
        consensus,
        0,
        5,
        40,
        0.6,
        0.7,
        40,
        45,
        35,
        4,
        Duration.ofSeconds(1),
        strangerAfter,
        shots);
  }

  /** Whether only living faces count. */
  boolean livenessRequired() {
    return livenessMin > 0;
  }
}
