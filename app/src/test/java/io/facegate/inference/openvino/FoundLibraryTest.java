package io.facegate.inference.openvino;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.inference.EngineAbsentException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The library found in a folder, and in a jar laid out as that of org.bytedeco:openvino. */
@ExtendWith(WithStub.class)
class FoundLibraryTest {
  private static final String RUNTIME = "org/bytedeco/openvino/linux-x86_64/runtime/";
  private static final String LIBRARIES = RUNTIME + "lib/intel64/";

  @TempDir private Path folder;

  @Test
  void aFolderAFileAndAVersionedFileAreFound() throws IOException {
    Path versioned = folder.resolve("libopenvino_c.so.2621");
    Files.copy(WithStub.library(), versioned);
    for (Path configured : List.of(folder, versioned)) {
      FoundLibrary found = search(configured, List.of(), "", null).find();
      assertEquals("0.0.0-stub", found.runtime().version());
      assertEquals(versioned.toString(), found.origin());
    }
    FoundLibrary found =
        search(null, List.of(folder.resolve("absent"), folder), "", null).find();
    assertEquals(versioned.toString(), found.origin());
  }

  @Test
  void aJarIsLaidOutOnceWithItsPlugIns() throws IOException {
    Path jar = jar("openvino-2026.2.1-1.5.14-linux-x86_64.jar");
    Path cache = folder.resolve("cache");
    FoundLibrary found = search(null, List.of(), "other.jar:" + jar, cache).find();
    assertEquals("the class path", found.origin());
    Path laidOut =
        cache.resolve("runtime/openvino-2026.2.1-1.5.14-linux-x86_64.jar/runtime/lib/intel64");
    assertTrue(Files.isRegularFile(laidOut.resolve("libopenvino_c.so.2621")));
    assertTrue(Files.isRegularFile(laidOut.resolve("libopenvino_intel_cpu_plugin.so")));
    assertTrue(Files.isRegularFile(laidOut.resolve("../../3rdparty/tbb/lib/libtbb.so.12")));
    assertFalse(Files.exists(laidOut.resolve("libjniopenvino.so")));
    assertFalse(Files.exists(laidOut.resolve("../../include/openvino.h")));
    Path plugin = laidOut.resolve("libopenvino_intel_cpu_plugin.so");
    FileTime time = Files.getLastModifiedTime(plugin);
    Files.writeString(plugin, "PLUG-IN");
    Files.setLastModifiedTime(plugin, time);
    Path broken = laidOut.resolve("plugins.xml");
    Files.writeString(broken, "cut o");
    search(null, List.of(), jar.toString(), cache).find();
    assertEquals("PLUG-IN", Files.readString(plugin), "used again");
    assertEquals("<ie/>", Files.readString(broken), "laid out anew");
  }

  @Test
  void jarsThatTheServicesOwnJarNamesAreFound() throws IOException {
    Path jar = jar("openvino-linux-x86_64.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .put(Attributes.Name.CLASS_PATH, "lib/absent.jar " + folder.relativize(jar));
    Path own = folder.resolve("facegate.jar");
    try (OutputStream out = Files.newOutputStream(own)) {
      new JarOutputStream(out, manifest).close();
    }
    assertEquals(
        "the class path", search(null, List.of(), own.toString(), null).find().origin());
  }

  @Test
  void aJarOfAnotherPlatformHelpsNobody() throws IOException {
    Path jar = jar("openvino-linux-x86_64.jar");
    LibrarySearch search =
        new LibrarySearch(
            null, List.of(), false, new JarLibraries(jar.toString(), "linux-arm64", null));
    String message = assertThrows(EngineAbsentException.class, search::find).getMessage();
    assertTrue(message.contains("no jar org.bytedeco:openvino for linux-arm64"), message);
  }

  private Path jar(String name) throws IOException {
    Path jar = folder.resolve(name);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      byte[] stub = Files.readAllBytes(WithStub.library());
      put(out, LIBRARIES + "libopenvino_c.so.2621", stub);
      put(out, LIBRARIES + "libopenvino_c.so", stub);
      put(out, LIBRARIES + "libopenvino_intel_cpu_plugin.so", "plug-in".getBytes(UTF_8));
      put(out, LIBRARIES + "plugins.xml", "<ie/>".getBytes(UTF_8));
      put(out, RUNTIME + "3rdparty/tbb/lib/libtbb.so.12", stub);
      put(out, RUNTIME + "include/openvino.h", new byte[1]);
      put(out, "org/bytedeco/openvino/linux-x86_64/libjniopenvino.so", new byte[1]);
      put(out, "org/bytedeco/openvino/linux-x86_64/libopenvino_c.so.2621", new byte[1]);
    }
    return jar;
  }

  private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
    JarEntry entry = new JarEntry(name);
    entry.setTime(1_750_000_000_000L);
    out.putNextEntry(entry);
    out.write(content);
    out.closeEntry();
  }

  private static LibrarySearch search(
      Path configured, List<Path> folders, String classPath, Path cache) {
    return new LibrarySearch(
        configured,
        new ArrayList<>(folders),
        false,
        new JarLibraries(classPath, "linux-x86_64", cache));
  }
}
