package io.facegate.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The native libraries of a package: those that Java opens, and those that these need. */
final class NativeLibraries {
  /* What Java opens by name. Of OpenCV and FFmpeg it is a small part. */
  private static final List<String> OPENED =
      List.of(
          "libjnijavacpp.so",
          "libjniopenblas_nolapack.so", "libjniopenblas.so",
          "libjniopencv_core.so", "libjniopencv_imgproc.so", "libjniopencv_imgcodecs.so",
          "libjniavutil.so", "libjniavcodec.so", "libjniavformat.so", "libjniswresample.so",
          "libjniswscale.so",
          "libonnxruntime.so", "libonnxruntime4j_jni.so",
          "libjnidispatch.so");
  private static final String ROCKS = "librocksdbjni-";

  /* Names under which others are linked with them; JavaCPP makes the like when it unpacks. */
  private static final Map<String, String> OTHER_NAMES =
      Map.of(
          "libonnxruntime.so.1", "libonnxruntime.so",
          "libopenblas_nolapack.so.0", "libopenblas.so.0");

  private final Map<String, byte[]> found = new TreeMap<>();

  /** Adds one that was found in a jar. */
  void add(String name, byte[] content) {
    found.put(name, content);
  }

  /** Writes those that are needed, and fails when one is missing or of another platform. */
  void write(Path folder, Platform platform) throws IOException {
    TreeSet<String> written = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(OPENED);
    found.keySet().stream().filter(name -> name.startsWith(ROCKS)).forEach(open::add);
    Files.createDirectories(folder);
    while (!open.isEmpty()) {
      String name = open.remove();
      if (written.add(name)) {
        byte[] content = found.get(name);
        if (content == null) {
          throw new IOException("no jar holds " + name + " for " + platform);
        }
        Files.write(folder.resolve(name), content);
        open.addAll(needed(name, content, platform));
      }
    }
    for (Map.Entry<String, String> other : OTHER_NAMES.entrySet()) {
      Files.createSymbolicLink(folder.resolve(other.getKey()), Path.of(other.getValue()));
    }
  }

  private static List<String> needed(String name, byte[] content, Platform platform)
      throws IOException {
    ElfFile elf =
        ElfFile.of(content).orElseThrow(() -> new IOException(name + " is no ELF file"));
    if (elf.machine() != platform.machine()) {
      throw new IOException(name + " is not for " + platform);
    }
    return elf.needed().stream()
        .map(library -> OTHER_NAMES.getOrDefault(library, library))
        .filter(library -> !platform.provides(library))
        .toList();
  }
}
