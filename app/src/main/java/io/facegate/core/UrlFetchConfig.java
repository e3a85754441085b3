package io.facegate.core;

import java.time.Duration;

/**
 * How much a download may take.
 *
 * @param bytesMax of a picture; more is IMAGE_TOO_LARGE; default 10 MiB
 * @param timeMax for one picture in all, redirects included; default 8 s
 * @param redirectsMax each is checked like the first address; default 2; 0 refuses them
 */
public record UrlFetchConfig(int bytesMax, Duration timeMax, int redirectsMax) {

  /** What holds when nothing is configured. */
  public static UrlFetchConfig defaults() {
    return new UrlFetchConfig(10 << 20, Duration.ofSeconds(8), 2);
  }
}
