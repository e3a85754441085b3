package io.facegate.camera;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where a camera's pictures come from. */
public sealed interface SourceConfig {

  /** How the media of an RTSP stream travel. */
  enum Transport {
    /** Inside the RTSP connection: nothing gets lost. */
    TCP,
    UDP
  }

  /**
   * An RTSP stream; its video is H.264, H.265 or MJPEG.
   *
   * @param address {@code rtsp://host[:port]/path}, without credentials
   * @param credentials null when the camera asks for none
   * @param openTimeout until the first picture must have been decoded; default 10 s
   * @param readTimeout how long the stream may be silent; default 5 s
   * @param framesPerSecondMax how many frames are looked at, 0.1 to 60; default 10
   * @param widthPxMax wider frames are scaled down to it, 64 to 8192; default 1920
   */
  record Rtsp(
      URI address,
      @Nullable Credentials credentials,
      Transport transport,
      Duration openTimeout,
      Duration readTimeout,
      double framesPerSecondMax,
      int widthPxMax)
      implements SourceConfig {

    /* FFmpeg keeps user and password, escaped, in 128 bytes. */
    private static final int LOGIN_CHARACTERS_MAX = 120;

    /** Checks the address, and that the credentials fit. */
    public Rtsp {
      requireAddress(address, "rtsp");
      if (login(credentials).length() > LOGIN_CHARACTERS_MAX) {
        throw new IllegalArgumentException("credentials are too long for RTSP");
      }
    }

    /** User and password as part of an address; empty when there are none. */
    static String login(@Nullable Credentials credentials) {
      return credentials == null
          ? ""
          : escape(credentials.user()) + ":" + escape(credentials.password()) + "@";
    }

    private static String escape(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A stream over TCP without credentials, with the defaults. */
    public static Rtsp of(URI address) {
      return new Rtsp(
          address, null, Transport.TCP, Duration.ofSeconds(10), Duration.ofSeconds(5), 10, 1920);
    }
  }

  /**
   * A camera that is asked for one JPEG after another.
   *
   * @param address {@code http} or {@code https}, without credentials
   * @param credentials for Digest or, where it is not offered, Basic; null for none
   * @param interval from the start of one request to the start of the next, unless the first takes
   *     longer; default 500 ms
   * @param connectTimeout default 3 s
   * @param readTimeout for a whole answer; default 5 s
   * @param bytesMax of a picture; default 8 MiB
   * @param trust with {@code https}; default {@link TlsTrust.Authorities}
   */
  record Snapshot(
      URI address,
      @Nullable Credentials credentials,
      Duration interval,
      Duration connectTimeout,
      Duration readTimeout,
      int bytesMax,
      TlsTrust trust)
      implements SourceConfig {

    /** Checks the address. */
    public Snapshot {
      requireAddress(address, "http", "https");
    }

    /** A camera without credentials, with the defaults. */
    public static Snapshot of(URI address) {
      return new Snapshot(
          address,
          null,
          Duration.ofMillis(500),
          Duration.ofSeconds(3),
          Duration.ofSeconds(5),
          8 << 20,
          new TlsTrust.Authorities());
    }
  }

  /**
   * A camera that finds faces itself and pushes its crops.
   *
   * @param credentials what the camera must show; an empty user for a bare token
   * @param bytesMax of one push; default 4 MiB
   * @param picturesMax in one push; default 8
   * @param waitingMax pushes under way or waiting; one more is answered OVERLOADED; default 8
   */
  record SnapPush(Credentials credentials, int bytesMax, int picturesMax, int waitingMax)
      implements SourceConfig {

    /** A camera with its credentials and the default limits. */
    public static SnapPush of(Credentials credentials) {
      return new SnapPush(credentials, 4 << 20, 8, 8);
    }
  }

  /**
   * A video file, for trying out.
   *
   * @param folder the only folder from which files are played
   * @param file relative to the folder, and inside it
   * @param repeat whether to begin anew at its end; default true
   * @param realTime at its own pace rather than as fast as it can be looked at; default true
   * @param framesPerSecondMax how many frames of a second of video are looked at; default 10
   * @param widthPxMax wider frames are scaled down to it; default 1920
   */
  record VideoFile(
      Path folder,
      String file,
      boolean repeat,
      boolean realTime,
      double framesPerSecondMax,
      int widthPxMax)
      implements SourceConfig {

    /** A file that is played again and again. */
    public static VideoFile of(Path folder, String file) {
      return new VideoFile(folder, file, true, true, 10, 1920);
    }
  }

  /** Pictures from elsewhere in this process. */
  record Fed(FrameFeed feed) implements SourceConfig {}

  private static void requireAddress(URI address, String... schemes) {
    boolean known =
        Arrays.stream(schemes).anyMatch(scheme -> scheme.equalsIgnoreCase(address.getScheme()));
    if (!known || address.getHost() == null || address.getRawUserInfo() != null) {
      /* The address is not shown: it may hold a password. */
      throw new IllegalArgumentException(
          "a camera's address is " + String.join(" or ", schemes)
              + "://host[:port]/path, without credentials");
    }
  }
}
