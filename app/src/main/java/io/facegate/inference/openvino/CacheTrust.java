package io.facegate.inference.openvino;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a folder of libraries and compiled models may be used. Root may be doing a command for
 * the service's operator, and must not run what the service's own user could have put there.
 */
final class CacheTrust {
  private static final System.Logger LOG = System.getLogger(OpenVinoEngine.class.getName());
  private static final int ROOT = 0;
  private static final int WRITABLE_BY_OTHERS = 0022;
  private static final int STICKY = 01000;

  private CacheTrust() {}

  /**
   * The folder, made if need be; null where there is none that this process may trust.
   *
   * @throws IOException when it cannot be made
   */
  static @Nullable Path usable(@Nullable Path folder) throws IOException {
    if (folder == null) {
      return null;
    }
    Files.createDirectories(folder);
    Optional<Path> stranger = stranger(folder, user());
    stranger.ifPresent(
        place ->
            LOG.log(
                System.Logger.Level.WARNING,
                "nothing is taken from {0} or kept there: this runs as root, and others than root"
                    + " may write to {1}",
                folder,
                place));
    return stranger.isEmpty() ? folder : null;
  }

  private static int user() throws IOException {
    Path self = Path.of("/proc/self");
    return Files.exists(self) ? number(self, "unix:uid") : -1;
  }

  /** The first folder from the root on that others than root may change; for root alone. */
  static Optional<Path> stranger(Path folder, int user) throws IOException {
    if (user != ROOT) {
      return Optional.empty();
    }
    Path whole = folder.toRealPath();
    Path place = whole.getRoot();
    if (isForeign(place, false)) {
      return Optional.of(place);
    }
    for (Path part : whole) {
      place = place.resolve(part);
      if (isForeign(place, !place.equals(whole))) {
        return Optional.of(place);
      }
    }
    return Optional.empty();
  }

  /* In a sticky folder others may make something, but not replace what root has made. */
  private static boolean isForeign(Path place, boolean isOnTheWay) throws IOException {
    int mode = number(place, "unix:mode");
    boolean open = (mode & WRITABLE_BY_OTHERS) != 0;
    boolean sticky = isOnTheWay && (mode & STICKY) != 0;
    return number(place, "unix:uid") != ROOT || (open && !sticky);
  }

  private static int number(Path place, String attribute) throws IOException {
    return (Integer) Files.getAttribute(place, attribute);
  }
}
