package io.facegate.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What lies in the packages, for both platforms. Needs what {@code make package} builds. */
class PackageContentIT {
  private static final List<String> SCRIPTS =
      List.of(
          "build", "throw-away-root", "try-arm64", "bin/rollback", "control/preinst",
          "control/postinst", "control/prerm", "control/postrm");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void everyLibraryIsForThePlatformAndEverythingHasALicence(Platform platform) throws Exception {
    Shell.run("dpkg-deb", "--extract", Packages.deb(platform).toString(), folder.toString());
    Path home = folder.resolve("usr/lib/facegate");
    assertEquals(List.of(), strangers(home, platform), "libraries of another platform");
    assertEquals(List.of(), nativesInJars(home.resolve("lib")), "libraries left in jars");
    assertTrue(Files.size(home.resolve("native/libonnxruntime.so")) > 0);
    assertEquals(List.of(), unlisted(home), "not in the bill of materials, or without licence");
  }

  @Test
  void theScriptsOfThePackageAreClean() throws Exception {
    Path app = Path.of("").toAbsolutePath();
    List<String> command = new ArrayList<>(List.of("shellcheck"));
    command.add(app + "/src/main/bin/facegate");
    for (String script : SCRIPTS) {
      command.add(app + "/src/package/" + script);
    }
    assertEquals("", Shell.run(command.toArray(String[]::new)));
  }

  private static List<String> strangers(Path home, Platform platform) throws Exception {
    List<String> strangers = new ArrayList<>();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.toString().contains(".so")) {
          ElfFile elf = ElfFile.of(Files.readAllBytes(file)).orElseThrow();
          if (elf.machine() != platform.machine()) {
            strangers.add(home.relativize(file).toString());
          }
        }
      }
    }
    return strangers;
  }

  private static List<String> nativesInJars(Path lib) throws Exception {
    List<String> found = new ArrayList<>();
    try (Stream<Path> jars = Files.list(lib)) {
      for (Path path : jars.toList()) {
        try (JarFile jar = new JarFile(path.toFile())) {
          jar.stream()
              .map(entry -> path.getFileName() + ": " + entry.getName())
              .filter(name -> name.matches(".*[.](so([.][0-9]+)*|dll|dylib|jnilib)"))
              .forEach(found::add);
        }
      }
    }
    return found;
  }

  private List<String> unlisted(Path home) throws Exception {
    Path file = folder.resolve("usr/share/doc/facegate/sbom.json");
    JsonNode bill = new ObjectMapper().readTree(file.toFile());
    TreeSet<String> listed = new TreeSet<>();
    for (JsonNode component : bill.path("components")) {
      String licence = component.path("licenses").path(0).toString();
      if (licence.contains("\"id\"") || licence.contains("\"name\"")) {
        listed.add(component.path("bom-ref").asText());
        listed.add(
            component.path("name").asText() + "-" + component.path("version").asText() + ".jar");
      }
    }
    List<String> unlisted = new ArrayList<>();
    for (String kind : List.of("lib", "native", "models/builtin")) {
      try (Stream<Path> files = Files.list(home.resolve(kind))) {
        files.map(path -> path.getFileName().toString())
            .filter(name -> name.matches(".*([.]jar|[.]onnx|[.]so.*)"))
            .filter(name -> !listed.contains(name) && !listed.contains(kind + "/" + name))
            .forEach(unlisted::add);
      }
    }
    return unlisted;
  }
}
