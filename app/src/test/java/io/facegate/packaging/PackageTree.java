package io.facegate.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lays out the jars and native libraries of a package. Native libraries lie in a folder of their
 * own, so that nothing has to be unpacked at each start and nothing that can be written is ever
 * executed; jars keep everything else, and those of the demonstration stay behind.
 */
public final class PackageTree {
  private static final Pattern NATIVE =
      Pattern.compile(".*[.](so([.][0-9]+)*|dll|dylib|jnilib|a)|.*[.]dSYM/.*");

  /* The broker of the demonstration, and what comes with it. */
  private static final Pattern DEMONSTRATION =
      Pattern.compile(
          "(artemis|activemq-artemis|netty|commons-(beanutils|logging|lang3|configuration2|text"
              + "|collections)|caffeine|jctools-core|pem-keystore|asn-one)-.*");

  private final Platform platform;
  private final Path folder;
  private final NativeLibraries natives = new NativeLibraries();

  private PackageTree(Platform platform, Path folder) {
    this.platform = platform;
    this.folder = folder;
  }

  /**
   * Fills the folder of a package.
   *
   * @param arguments the platform, the jar of the service, the folder of its libraries, the folder
   *     to fill
   */
  public static void main(String[] arguments) throws IOException {
    PackageTree tree = new PackageTree(Platform.named(arguments[0]), Path.of(arguments[3]));
    tree.fill(Path.of(arguments[1]), Path.of(arguments[2]));
  }

  private void fill(Path service, Path libraries) throws IOException {
    Path lib = Files.createDirectories(folder.resolve("lib"));
    TreeSet<String> kept = new TreeSet<>();
    for (Path jar : list(libraries)) {
      String name = jar.getFileName().toString();
      if (DEMONSTRATION.matcher(name).matches()) {
        continue;
      }
      if (Platform.isPlatformJar(name)) {
        copy(jar, OutputStream.nullOutputStream());
        continue;
      }
      kept.add(name);
      slim(jar, lib.resolve(name));
    }
    natives.write(folder.resolve("native"), platform);
    withClassPath(service, folder.resolve(service.getFileName()), kept);
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> jars = Files.list(folder)) {
      return jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().toList();
    }
  }

  /* A jar without native libraries stays as it is, to the byte: some are signed. */
  private void slim(Path from, Path to) throws IOException {
    try (JarFile jar = new JarFile(from.toFile())) {
      if (jar.stream().noneMatch(entry -> NATIVE.matcher(entry.getName()).matches())) {
        Files.copy(from, to);
        return;
      }
      if (jar.stream().anyMatch(entry -> entry.getName().matches("META-INF/[^/]*[.]SF"))) {
        throw new IOException(from + " is signed, and holds native libraries");
      }
    }
    try (OutputStream out = Files.newOutputStream(to)) {
      copy(from, out);
    }
  }

  private void copy(Path from, OutputStream to) throws IOException {
    try (JarFile jar = new JarFile(from.toFile());
        JarOutputStream out = new JarOutputStream(to)) {
      for (JarEntry entry : entries(jar)) {
        if (!NATIVE.matcher(entry.getName()).matches()) {
          write(out, entry, jar);
        } else if (platform.owns(entry.getName())) {
          String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
          try (InputStream in = jar.getInputStream(entry)) {
            natives.add(name, in.readAllBytes());
          }
        }
      }
    }
  }

  private static List<JarEntry> entries(JarFile jar) {
    return jar.stream().filter(entry -> !entry.isDirectory()).toList();
  }

  private static void write(JarOutputStream out, JarEntry entry, JarFile from)
      throws IOException {
    JarEntry copy = new JarEntry(entry.getName());
    copy.setTime(entry.getTime());
    out.putNextEntry(copy);
    try (InputStream in = from.getInputStream(entry)) {
      in.transferTo(out);
    }
    out.closeEntry();
  }

  private static void withClassPath(Path from, Path to, Set<String> jars) throws IOException {
    try (JarFile jar = new JarFile(from.toFile())) {
      Manifest manifest = jar.getManifest();
      manifest
          .getMainAttributes()
          .put(
              Attributes.Name.CLASS_PATH,
              jars.stream().map(name -> "lib/" + name).collect(Collectors.joining(" ")));
      List<JarEntry> others = new ArrayList<>(entries(jar));
      others.removeIf(entry -> entry.getName().equals(JarFile.MANIFEST_NAME));
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(to))) {
        JarEntry head = new JarEntry(JarFile.MANIFEST_NAME);
        head.setTime(jar.getEntry(JarFile.MANIFEST_NAME).getTime());
        out.putNextEntry(head);
        manifest.write(out);
        out.closeEntry();
        for (JarEntry entry : others) {
          write(out, entry, jar);
        }
      }
    }
  }
}
