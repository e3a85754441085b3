package io.facegate.pack;

import java.time.Duration;

/**
 * What a download may take.
 *
 * @param fileBytesMax of one file; 512 MiB
 * @param packBytesMax of all files of a pack; 2 GiB
 * @param redirectsMax from one address to the next; 5
 * @param connectTimeMax until a server takes the connection; 15 s
 * @param answerTimeMax until its answer begins; 30 s
 * @param silenceMax within an answer; 30 s
 * @param attemptsMax without a byte of progress, until the download is given up; 5
 * @param pause before the second attempt, twice as long before each that follows; 1 s
 */
public record DownloadLimits(
    long fileBytesMax,
    long packBytesMax,
    int redirectsMax,
    Duration connectTimeMax,
    Duration answerTimeMax,
    Duration silenceMax,
    int attemptsMax,
    Duration pause) {
  /** The defaults. */
  public static DownloadLimits defaults() {
    return new DownloadLimits(
        512L << 20,
        2L << 30,
        5,
        Duration.ofSeconds(15),
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        5,
        Duration.ofSeconds(1));
  }
}
