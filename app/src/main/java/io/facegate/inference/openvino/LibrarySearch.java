package io.facegate.inference.openvino;

import io.facegate.inference.EngineAbsentException;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for OpenVINO's C library: where the configuration says; else in the system, the newest of a
 * folder first; else in jars of org.bytedeco:openvino.
 */
final class LibrarySearch {
  static final String NAME = "libopenvino_c.so";

  private static final int MESSAGE_CHARS_MAX = 300;
  private static final String SYSTEM_NAME = "openvino_c";
  private static final String KEY = "engines.openvino.library";

  private final @Nullable Path configured;
  private final List<Path> folders;
  private final boolean asksSystem;
  private final JarLibraries jars;
  private final List<String> tried = new ArrayList<>();

  /**
   * A search.
   *
   * @param configured a file or folder; when given, nothing else is looked at
   * @param folders of the system
   * @param asksSystem whether to let the system's loader look too
   */
  LibrarySearch(
      @Nullable Path configured, List<Path> folders, boolean asksSystem, JarLibraries jars) {
    this.configured = configured;
    this.folders = List.copyOf(folders);
    this.asksSystem = asksSystem;
    this.jars = jars;
  }

  static LibrarySearch ofThisMachine(OpenVinoConfig config) {
    return new LibrarySearch(
        config.library(),
        folders(Path.of("/"), System.getenv(), System.getProperty("os.arch")),
        true,
        JarLibraries.ofThisMachine(config.cacheFolder()));
  }

  /**
   * Finds and loads it.
   *
   * @throws EngineAbsentException naming all three places, and what went wrong in each
   */
  FoundLibrary find() {
    Path wanted = configured;
    if (wanted != null) {
      return inFolderOrFile(wanted).orElseThrow(this::absent);
    }
    for (Path folder : folders) {
      Optional<FoundLibrary> found = inFolderOrFile(folder);
      if (found.isPresent()) {
        return found.get();
      }
    }
    return (asksSystem ? load(SYSTEM_NAME, "the system's loader") : Optional.<FoundLibrary>empty())
        .or(this::inJars)
        .orElseThrow(this::absent);
  }

  private Optional<FoundLibrary> inJars() {
    return jars.extracted(tried)
        .flatMap(
            folder -> {
              jars.preload(folder);
              return candidates(folder).stream()
                  .flatMap(file -> load(file.toString(), "the class path").stream())
                  .findFirst();
            });
  }

  private Optional<FoundLibrary> inFolderOrFile(Path place) {
    return (Files.isDirectory(place) ? candidates(place) : List.of(place))
        .stream()
            .filter(Files::exists)
            .flatMap(file -> load(file.toString(), file.toString()).stream())
            .findFirst();
  }

  /** The libraries of a folder, the newest first, the one without a version last. */
  static List<Path> candidates(Path folder) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, NAME + "*")) {
      files.forEach(found::add);
    } catch (IOException unreadable) {
      return List.of();
    }
    found.sort(Comparator.comparing(LibrarySearch::versionOf).reversed());
    return found;
  }

  /* libopenvino_c.so.2450, or .2024.5.0 as some distributions name it; comparable as text. */
  private static String versionOf(Path file) {
    StringBuilder text = new StringBuilder();
    for (String part : file.getFileName().toString().substring(NAME.length()).split("\\.")) {
      text.append(part.matches("\\d{1,9}") ? "%09d".formatted(release(part)) : part);
    }
    return text.toString();
  }

  /* 2450 stands for 2024.5.0: either form begins with the year after 2000. */
  private static int release(String part) {
    int number = Integer.parseInt(part);
    return part.length() == 4 && number < 2100 && number >= 2000 ? (number - 2000) * 100 : number;
  }

  private Optional<FoundLibrary> load(String nameOrPath, String origin) {
    try {
      return Optional.of(new FoundLibrary(OvRuntime.load(nameOrPath), origin));
    } catch (UnsatisfiedLinkError | OvException unfit) {
      tried.add(nameOrPath + ": " + said(unfit));
      return Optional.empty();
    }
  }

  /* The loader says a line for each name it tried. */
  private static String said(Throwable unfit) {
    String text = String.valueOf(unfit.getMessage()).strip().replaceAll("\\s*\\R\\s*", ", ");
    return text.substring(0, Math.min(text.length(), MESSAGE_CHARS_MAX));
  }

  private EngineAbsentException absent() {
    Path wanted = configured;
    return new EngineAbsentException(
        ("OpenVINO's library %s was not found. 1. Configured path (%s): %s. 2. System: %s."
                + " 3. Class path: %s.%s")
            .formatted(
                NAME,
                KEY,
                wanted == null ? "none" : wanted,
                wanted == null ? "looked in " + folders : "not looked at",
                wanted == null ? jars : "not looked at",
                tried.isEmpty() ? "" : " Not loaded: " + String.join("; ", tried)));
  }

  /** Where a Linux system, the vendor's packages and archives put it. */
  static List<Path> folders(Path root, Map<String, String> environment, String architecture) {
    boolean isArm = architecture.toLowerCase(Locale.ROOT).matches("aarch64|arm64");
    List<String> own = isArm ? List.of("aarch64", "arm64") : List.of("intel64");
    List<Path> folders = new ArrayList<>();
    for (String folder :
        environment.getOrDefault("LD_LIBRARY_PATH", "").split(File.pathSeparator)) {
      if (!folder.isBlank()) {
        folders.add(Path.of(folder));
      }
    }
    List<Path> installations = new ArrayList<>();
    String sourced = environment.getOrDefault("INTEL_OPENVINO_DIR", "");
    if (!sourced.isBlank()) {
      installations.add(Path.of(sourced));
    }
    installations.addAll(installations(root.resolve("opt/intel")));
    for (Path installation : installations) {
      own.forEach(name -> folders.add(installation.resolve("runtime/lib").resolve(name)));
    }
    String triplet = isArm ? "aarch64-linux-gnu" : "x86_64-linux-gnu";
    for (String folder :
        List.of(
            "usr/local/lib", "usr/local/lib64", "usr/local/lib/" + triplet, "usr/lib/" + triplet,
            "usr/lib64", "usr/lib")) {
      folders.add(root.resolve(folder));
    }
    return folders.stream().filter(Files::isDirectory).distinct().toList();
  }

  /* The link "openvino" first, then the newest folder. */
  private static List<Path> installations(Path vendor) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(vendor, "openvino*")) {
      entries.forEach(found::add);
    } catch (IOException absent) {
      return List.of();
    }
    found.sort(
        Comparator.comparing((Path path) -> !path.endsWith("openvino"))
            .thenComparing(Comparator.<Path>naturalOrder().reversed()));
    return found;
  }
}
