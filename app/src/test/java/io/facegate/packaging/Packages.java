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

  /** A package as the next version would be: with another manual. */
  static Path newer(Path deb, Path folder) throws IOException, InterruptedException {
    return variant(deb, folder, "999", "echo '# new' >> usr/share/facegate/facegate.yaml");
  }

  /**
   * A package as another version might be, without what a test of its scripts has no use for.
   *
   * @param change what the shell does in its tree, where DEBIAN holds the scripts
   */
  static Path variant(Path deb, Path folder, String version, String change)
      throws IOException, InterruptedException {
    Path tree = folder.resolve("tree-" + version);
    Shell.run("dpkg-deb", "--raw-extract", deb.toString(), tree.toString());
    for (String heavy : List.of("native", "runtime", "lib", "models", "facegate.aot")) {
      Shell.run("rm", "-rf", tree + "/usr/lib/facegate/" + heavy);
    }
    String before = Shell.run("dpkg-deb", "--field", deb.toString(), "Version");
    for (String script : List.of("control", "postinst")) {
      Shell.run("sed", "-i", "s/" + before + "/" + version + "/", tree + "/DEBIAN/" + script);
    }
    Shell.run("sed", "-i", "/./d", tree + "/DEBIAN/md5sums");
    Shell.run("sh", "-c", "cd \"$0\" && " + change, tree.toString());
    Path variant = folder.resolve("facegate_" + version + ".deb");
    Shell.run("dpkg-deb", "--build", "-Zgzip", "-z1", tree.toString(), variant.toString());
    return variant;
  }
}
