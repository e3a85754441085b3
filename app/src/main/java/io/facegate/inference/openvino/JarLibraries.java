package io.facegate.inference.openvino;

import com.sun.jna.NativeLibrary;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * OpenVINO as it comes in the jar {@code org.bytedeco:openvino:VERSION:PLATFORM}: the libraries of
 * a whole release under {@code org/bytedeco/openvino/PLATFORM/}. They are laid out in a folder as
 * they are in the jar, since the runtime finds its plug-ins beside itself.
 */
final class JarLibraries {
  private static final String ROOT = "org/bytedeco/openvino/";
  private static final long BYTES_MAX = 2L << 30;

  /* What the C library needs loaded, if the loader does not find it beside it; in this order. */
  private static final List<String> NEEDED = List.of("libtbb.so", "libopenvino.so");

  private final String classPath;
  private final String platform;
  private final @Nullable Path cacheFolder;

  /**
   * Jars to look at.
   *
   * @param classPath of files and folders, as the JVM has it
   * @param platform as JavaCPP names it, for instance linux-x86_64
   * @param cacheFolder to lay them out in, to be used again; null for a folder that is removed at
   *     the end
   */
  JarLibraries(String classPath, String platform, @Nullable Path cacheFolder) {
    this.classPath = classPath;
    this.platform = platform;
    this.cacheFolder = cacheFolder;
  }

  static JarLibraries ofThisMachine(@Nullable Path cacheFolder) {
    String architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String platform = architecture.equals("aarch64") ? "linux-arm64" : "linux-x86_64";
    return new JarLibraries(System.getProperty("java.class.path"), platform, cacheFolder);
  }

  /**
   * The folder that holds the C library of the first jar that has one.
   *
   * @param troubles gets what went wrong
   */
  Optional<Path> extracted(List<String> troubles) {
    for (Path jar : jars()) {
      try {
        Optional<Path> folder = extracted(jar);
        if (folder.isPresent()) {
          return folder;
        }
      } catch (IOException unreadable) {
        troubles.add(jar + ": " + unreadable.getMessage());
      }
    }
    return Optional.empty();
  }

  private List<Path> jars() {
    List<Path> jars = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator)) {
      Path jar = Path.of(entry);
      if (entry.endsWith(".jar") && Files.isRegularFile(jar)) {
        jars.add(jar);
        jars.addAll(named(jar));
      }
    }
    return jars.stream().filter(jar -> jar.getFileName().toString().contains("openvino")).toList();
  }

  /* The service is started by its one jar, whose manifest names the others. */
  private static List<Path> named(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      String names =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      return names == null
          ? List.of()
          : Stream.of(names.split(" ")).map(jar::resolveSibling).filter(Files::exists).toList();
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  private Optional<Path> extracted(Path jar) throws IOException {
    String prefix = ROOT + platform + "/";
    try (JarFile file = new JarFile(jar.toFile())) {
      List<JarEntry> libraries =
          file.stream()
              .filter(entry -> !entry.isDirectory() && entry.getName().startsWith(prefix))
              .filter(entry -> isRuntime(entry.getName()))
              .toList();
      Optional<String> wanted =
          libraries.stream()
              .map(JarEntry::getName)
              .filter(name -> baseName(name).startsWith(LibrarySearch.NAME))
              .map(JarLibraries::folder)
              .max(Comparator.comparing(folder -> beside(folder, libraries)));
      if (wanted.isEmpty()) {
        return Optional.empty();
      }
      if (libraries.stream().mapToLong(JarEntry::getSize).sum() > BYTES_MAX) {
        throw new IOException("its libraries are more than " + BYTES_MAX + " bytes");
      }
      Path root = target(jar);
      for (JarEntry library : libraries) {
        extract(file, library, root, root.resolve(library.getName().substring(prefix.length())));
      }
      return wanted.map(folder -> root.resolve(folder.substring(prefix.length())));
    }
  }

  /* A jar may hold the C library twice; the one to use has the plug-ins beside it. */
  private static long beside(String folder, List<JarEntry> libraries) {
    return libraries.stream().filter(entry -> folder(entry.getName()).equals(folder)).count();
  }

  private static String folder(String name) {
    return name.substring(0, name.lastIndexOf('/') + 1);
  }

  /* Libraries and the lists of plug-ins; not JavaCPP's own glue, headers, or build files. */
  private static boolean isRuntime(String name) {
    String base = baseName(name);
    return !base.startsWith("libjni")
        && (base.matches(".*\\.so(\\.[0-9.]+)?") || base.matches("(plugins\\.xml|.*\\.json)"));
  }

  private static String baseName(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private Path target(Path jar) throws IOException {
    Path cache = CacheTrust.usable(cacheFolder);
    if (cache == null) {
      Path folder = Files.createTempDirectory("facegate-openvino");
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> remove(folder)));
      return folder;
    }
    String name = jar.getFileName().toString();
    return Files.createDirectories(cache.resolve("runtime").resolve(name));
  }

  /* What lies there with the right size and date is used again; a start must not take a minute. */
  private static void extract(JarFile file, JarEntry entry, Path root, Path target)
      throws IOException {
    if (!target.normalize().startsWith(root)) {
      throw new IOException("entry " + entry.getName() + " leads out of the folder");
    }
    if (Files.exists(target)
        && Files.size(target) == entry.getSize()
        && Files.getLastModifiedTime(target).toMillis() == entry.getTime()) {
      return;
    }
    Files.createDirectories(target.getParent());
    Path partial = target.resolveSibling(target.getFileName() + ".partial");
    try (InputStream in = file.getInputStream(entry)) {
      Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.setLastModifiedTime(
        partial, FileTime.fromMillis(entry.getTime()));
    Files.move(
        partial, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException gone) {
      return;
    }
  }

  /** Loads what the C library needs, wherever the jar has it. */
  void preload(Path folder) {
    Path release = folder;
    for (Path up = folder; up != null && !up.endsWith("runtime"); up = up.getParent()) {
      release = up.getParent() == null ? release : up.getParent();
    }
    try (Stream<Path> files = Files.walk(release.endsWith("runtime") ? release : folder)) {
      List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
      for (String needed : NEEDED) {
        all.stream()
            .filter(file -> file.getFileName().toString().startsWith(needed))
            .max(Comparator.naturalOrder())
            .ifPresent(file -> NativeLibrary.getInstance(file.toString()));
      }
    } catch (IOException | UnsatisfiedLinkError unfit) {
      System.getLogger(OpenVinoEngine.class.getName())
          .log(System.Logger.Level.DEBUG, "OpenVINO's libraries from jars", unfit);
    }
  }

  @Override
  public String toString() {
    return "no jar org.bytedeco:openvino for " + platform;
  }
}
