package io.facegate.packaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the bill of materials of a package, CycloneDX 1.6: what Maven says of its jars, and beside
 * them its native libraries, its models and its Java runtime, each with its licence.
 */
public final class Sbom {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GCC = "GPL-3.0-with-GCC-exception";

  /* By the first word that fits; the terms are those of the projects that wrote them. */
  private static final Map<String, String> NATIVE_LICENCES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("libav", "LGPL-3.0-or-later"),
              Map.entry("libsw", "LGPL-3.0-or-later"),
              Map.entry("libjni", "Apache-2.0"),
              Map.entry("libopencv", "Apache-2.0"),
              Map.entry("libopenblas", "BSD-3-Clause"),
              Map.entry("libonnxruntime", "MIT"),
              Map.entry("librocksdb", "Apache-2.0"),
              Map.entry("libva", "MIT"),
              Map.entry("libdrm", "MIT"),
              Map.entry("libgcc", GCC),
              Map.entry("libgfortran", GCC),
              Map.entry("libquadmath", GCC)));

  private final Path folder;
  private final ObjectNode bill;
  private final ArrayNode components = JSON.createArrayNode();

  private Sbom(Path folder, ObjectNode bill) {
    this.folder = folder;
    this.bill = bill;
  }

  /**
   * Writes it.
   *
   * @param arguments the bill that Maven made, the folder of the package, the file to write
   */
  public static void main(String[] arguments) throws IOException {
    ObjectNode bill = (ObjectNode) JSON.readTree(Path.of(arguments[0]).toFile());
    Sbom sbom = new Sbom(Path.of(arguments[1]), bill);
    sbom.jars();
    sbom.natives();
    sbom.models();
    sbom.runtime();
    JSON.writerWithDefaultPrettyPrinter()
        .writeValue(Path.of(arguments[2]).toFile(), sbom.complete());
  }

  private void jars() throws IOException {
    Set<String> there = names(folder.resolve("lib"));
    TreeSet<String> unknown = new TreeSet<>(there);
    for (JsonNode component : bill.path("components")) {
      String file = file(component);
      if (there.contains(file) || (Platform.isPlatformJar(file) && !file.startsWith("netty"))) {
        components.add(component);
        unknown.remove(file);
      }
    }
    if (!unknown.isEmpty()) {
      throw new IOException("Maven knows nothing of " + unknown);
    }
  }

  private static String file(JsonNode component) {
    String purl = component.path("purl").asText();
    String classifier =
        Stream.of(purl.substring(purl.indexOf('?') + 1).split("&"))
            .filter(part -> part.startsWith("classifier="))
            .map(part -> "-" + part.substring(part.indexOf('=') + 1))
            .collect(Collectors.joining());
    return component.path("name").asText() + "-" + component.path("version").asText()
        + classifier + ".jar";
  }

  private void natives() throws IOException {
    for (String name : names(folder.resolve("native"))) {
      Path file = folder.resolve("native").resolve(name);
      ObjectNode component = component("library", name, "native/" + name, file);
      licence(component, nativeLicence(name));
    }
  }

  private static String nativeLicence(String name) throws IOException {
    return NATIVE_LICENCES.entrySet().stream()
        .filter(entry -> name.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new IOException("nobody wrote down the licence of " + name));
  }

  private void models() throws IOException {
    Path pack = folder.resolve("models/builtin");
    for (JsonNode card : JSON.readTree(pack.resolve("catalog.json").toFile()).path("models")) {
      List<JsonNode> files = new ArrayList<>(List.of(card));
      card.path("int8").forEach(files::add);
      for (JsonNode file : files) {
        String name = file.path("file").asText();
        Path path = pack.resolve(name);
        ObjectNode component =
            component(
                "machine-learning-model", card.path("id").asText(), "models/builtin/" + name, path);
        if (!digest(path).equals(file.path("sha256").asText())) {
          throw new IOException(path + " is not what its catalog says");
        }
        licence(component, card.path("licence").path("name").asText());
        component.put("description", card.path("origin").asText());
        property(
            component,
            "facegate:commercial-use",
            card.path("licence").path("commercialUse").asText());
      }
    }
  }

  /* The folder of a package without one has no such file: then Java is a dependency. */
  private void runtime() throws IOException {
    Path release = folder.resolve("runtime/release");
    if (!Files.exists(release)) {
      return;
    }
    String version =
        Files.readAllLines(release).stream()
            .filter(line -> line.startsWith("JAVA_RUNTIME_VERSION=") || line.startsWith("JAVA_V"))
            .map(line -> line.substring(line.indexOf('=') + 1).replace("\"", ""))
            .max(String::compareTo)
            .orElseThrow();
    ObjectNode component = component("platform", "OpenJDK", "runtime", release);
    component.remove("hashes");
    component.put("version", version);
    licence(component, "GPL-2.0-with-classpath-exception");
  }

  private ObjectNode component(String type, String name, String place, Path file)
      throws IOException {
    ObjectNode component = components.addObject();
    component.put("type", type).put("bom-ref", place).put("name", name);
    String digest = digest(file);
    component.put("version", digest.substring(0, 8));
    component.putArray("hashes").addObject().put("alg", "SHA-256").put("content", digest);
    property(component, "facegate:file", place);
    return component;
  }

  private static void property(ObjectNode component, String name, String value) {
    component.withArrayProperty("properties").addObject().put("name", name).put("value", value);
  }

  private static void licence(ObjectNode component, String id) {
    component.putArray("licenses").addObject().putObject("license").put("id", id);
  }

  private ObjectNode complete() throws IOException {
    for (JsonNode component : components) {
      if (component.path("licenses").isEmpty()) {
        throw new IOException("no licence is known for " + component.path("name"));
      }
    }
    bill.set("components", components);
    Set<String> known = new TreeSet<>();
    components.forEach(component -> known.add(component.path("bom-ref").asText()));
    known.add(bill.path("metadata").path("component").path("bom-ref").asText());
    ArrayNode dependencies = JSON.createArrayNode();
    for (JsonNode dependency : bill.path("dependencies")) {
      if (known.contains(dependency.path("ref").asText())) {
        ObjectNode kept = dependencies.addObject().put("ref", dependency.path("ref").asText());
        ArrayNode on = kept.putArray("dependsOn");
        dependency.path("dependsOn").forEach(ref -> {
          if (known.contains(ref.asText())) {
            on.add(ref.asText());
          }
        });
      }
    }
    bill.set("dependencies", dependencies);
    return bill;
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String digest(Path file) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
