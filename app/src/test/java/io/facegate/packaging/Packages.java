package io.facegate.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What {@code make package} has built. */
final class Packages {
  /** What this machine is. */
  static final Platform HERE =
      System.getProperty("os.arch").equals("aarch64") ? Platform.ARM64 : Platform.AMD64;

  private static final Path FOLDER = Path.of("").toAbsolutePath().resolveSibling("target/dist");

  private Packages() {}

  /** The Debian package of a platform. */
  static Path deb(Platform platform) throws IOException {
    return one("_" + platform.debian() + ".deb");
  }

  private static Path one(String ending) throws IOException {
    if (!Files.isDirectory(FOLDER)) {
      throw new AssertionError("nothing in " + FOLDER + ": run make package");
    }
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<Path> found = files.filter(file -> file.toString().endsWith(ending)).toList();
      if (found.size() != 1) {
        throw new AssertionError("make package leaves one *" + ending + ", not " + found);
      }
      return found.getFirst();
    }
  }

  /** A package as the next version would be, without what a test of its scripts has no use for. */
  static Path newer(Path deb, Path folder) throws IOException, InterruptedException {
    Path tree = folder.resolve("newer");
    Shell.run("dpkg-deb", "--raw-extract", deb.toString(), tree.toString());
    for (String heavy : List.of("native", "runtime", "lib", "models", "facegate.aot")) {
      Shell.run("rm", "-rf", tree + "/usr/lib/facegate/" + heavy);
    }
    String version = Shell.run("dpkg-deb", "--field", deb.toString(), "Version");
    for (String script : List.of("control", "postinst")) {
      Shell.run("sed", "-i", "s/" + version + "/999/", tree + "/DEBIAN/" + script);
    }
    Shell.run("sed", "-i", "/./d", tree + "/DEBIAN/md5sums");
    Path newer = folder.resolve("facegate_999.deb");
    Shell.run("dpkg-deb", "--build", "-Zgzip", "-z1", tree.toString(), newer.toString());
    return newer;
  }
}
