package io.facegate.inference.openvino;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.inference.EngineAbsentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the library is looked for; what needs no library. */
class LibrarySearchTest {
  @TempDir private Path root;

  @Test
  void aMessageNamesAllThreePlacesWhenItIsAbsent() {
    LibrarySearch search = search(null, List.of(root));
    String message = assertThrows(EngineAbsentException.class, search::find).getMessage();
    assertTrue(message.contains("libopenvino_c.so was not found"), message);
    assertTrue(message.contains("1. Configured path (engines.openvino.library): none"), message);
    assertTrue(message.contains("2. System: looked in [" + root + "]"), message);
    assertTrue(message.contains("3. Class path: no jar org.bytedeco:openvino for linux"), message);
  }

  @Test
  void aConfiguredPathIsTheOnlyOneLookedAt() {
    Path wanted = root.resolve("nowhere/libopenvino_c.so");
    String message =
        assertThrows(EngineAbsentException.class, search(wanted, List.of(root))::find)
            .getMessage();
    assertTrue(message.contains("library): " + wanted), message);
    assertTrue(message.contains("System: not looked at"), message);
    assertTrue(message.contains("Class path: not looked at"), message);
  }

  @Test
  void aFileThatIsNoLibraryIsPassedOverAndNamed() throws IOException {
    Path file = Files.writeString(root.resolve("libopenvino_c.so.2620"), "no library");
    String message =
        assertThrows(EngineAbsentException.class, search(null, List.of(root))::find).getMessage();
    assertTrue(message.contains("Not loaded: " + file + ": "), message);
  }

  @Test
  void theNewestVersionOfAFolderGoesFirst() throws IOException {
    for (String version : List.of("", ".2450", ".2621", ".2540", ".2024.6.0", ".2025.10.0")) {
      Files.createFile(root.resolve("libopenvino_c.so" + version));
    }
    Files.createFile(root.resolve("libopenvino.so.2999"));
    assertEquals(
        List.of(".2621", ".2540", ".2025.10.0", ".2450", ".2024.6.0", ""),
        LibrarySearch.candidates(root).stream()
            .map(file -> file.getFileName().toString().substring("libopenvino_c.so".length()))
            .toList());
    assertEquals(List.of(), LibrarySearch.candidates(root.resolve("absent")));
  }

  @Test
  void theFoldersOfPackagesArchivesAndTheEnvironmentAreKnown() throws IOException {
    for (String folder :
        List.of(
            "opt/intel/openvino_2024.6.0/runtime/lib/intel64",
            "opt/intel/openvino_2026.2.0/runtime/lib/intel64",
            "opt/intel/openvino_2026.2.0/runtime/lib/aarch64",
            "usr/lib/x86_64-linux-gnu",
            "usr/lib/aarch64-linux-gnu",
            "home/libraries",
            "home/openvino/runtime/lib/intel64")) {
      Files.createDirectories(root.resolve(folder));
    }
    Map<String, String> environment =
        Map.of(
            "LD_LIBRARY_PATH", root.resolve("home/libraries") + ":",
            "INTEL_OPENVINO_DIR", root.resolve("home/openvino").toString());
    assertEquals(
        Stream.of(
                "home/libraries",
                "home/openvino/runtime/lib/intel64",
                "opt/intel/openvino_2026.2.0/runtime/lib/intel64",
                "opt/intel/openvino_2024.6.0/runtime/lib/intel64",
                "usr/lib/x86_64-linux-gnu",
                "usr/lib")
            .map(root::resolve)
            .toList(),
        LibrarySearch.folders(root, environment, "amd64"));
    assertEquals(
        Stream.of(
                "opt/intel/openvino_2026.2.0/runtime/lib/aarch64",
                "usr/lib/aarch64-linux-gnu",
                "usr/lib")
            .map(root::resolve)
            .toList(),
        LibrarySearch.folders(root, Map.of(), "aarch64"));
  }

  @Test
  void configurationsOutOfRangeAreRefused() {
    OpenVinoConfig good = OpenVinoConfig.defaults();
    for (List<String> devices : List.of(List.<String>of(), List.of("C PU"), List.of(""))) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              new OpenVinoConfig(
                  null, devices, good.performanceHint(), null, 2, good.runTimeMax()));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> new OpenVinoConfig(null, good.devices(), "FAST", null, 2, good.runTimeMax()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new OpenVinoConfig(null, good.devices(), "LATENCY", null, 65, good.runTimeMax()));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new OpenVinoConfig(
                null, good.devices(), "LATENCY", null, 2, Duration.ZERO));
  }

  private static LibrarySearch search(Path configured, List<Path> folders) {
    return new LibrarySearch(
        configured, folders, false, new JarLibraries("", "linux-x86_64", null));
  }
}
