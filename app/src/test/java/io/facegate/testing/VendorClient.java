package io.facegate.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs small programs that use the vendors' own SDKs, unchanged, each in a process of its own. As
 * on a customer's machine, the vendors' names lead to the gateway and its authority is trusted.
 */
public final class VendorClient {
  /** Names that the SDKs call by. */
  public static final List<String> HOSTS =
      List.of(
          "aip.baidubce.com",
          "bfr.bj.baidubce.com",
          "service.image.myqcloud.com",
          "recognition.image.myqcloud.com");

  private static final JsonMapper JSON = new JsonMapper();
  private static final Path SOURCES = Path.of("src/test/clients").toAbsolutePath();
  private static final Path LIBRARIES = Path.of("target/clients").toAbsolutePath();
  private static final String STEP = "STEP ";

  private final String address;
  private final Path authority;
  private final Path folder;

  /**
   * Prepares the machine of the clients.
   *
   * @param address of the gateway
   * @param authority its own CA, PEM
   * @param folder for their files
   */
  public VendorClient(String address, Path authority, Path folder) {
    this.address = address;
    this.authority = authority;
    this.folder = folder;
  }

  /**
   * Runs a Java program.
   *
   * @param library folder with the SDK and what it needs
   * @return the answers by step
   */
  public Map<String, JsonNode> java(String library, String program, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djdk.net.hosts.file=" + hosts());
    command.add("-Djavax.net.ssl.trustStore=" + trustStore());
    command.add("-Djavax.net.ssl.trustStorePassword=changeit");
    command.addAll(List.of("-cp", LIBRARIES.resolve(library) + "/*"));
    command.add(SOURCES.resolve("java").resolve(program).toString());
    command.addAll(arguments);
    return answers(new ProcessBuilder(command));
  }

  /** Runs a Node program, and returns the answers by step. */
  public Map<String, JsonNode> node(String program, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("node"));
    command.addAll(List.of("--require", SOURCES.resolve("node/hosts.js").toString()));
    command.add(SOURCES.resolve("node").resolve(program).toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("NODE_PATH", packages() + "/node_modules");
    builder.environment().put("NODE_EXTRA_CA_CERTS", authority.toString());
    builder.environment().put("VENDOR_HOSTS", String.join(",", HOSTS));
    builder.environment().put("GATEWAY_ADDRESS", address);
    return answers(builder);
  }

  private Map<String, JsonNode> answers(ProcessBuilder builder) throws IOException {
    String output = run(builder, 120);
    Map<String, JsonNode> answers = new LinkedHashMap<>();
    for (String line : output.lines().filter(l -> l.startsWith(STEP)).toList()) {
      String[] words = line.split(" ", 3);
      answers.put(words[1], JSON.readTree(words[2]));
    }
    if (answers.isEmpty()) {
      throw new AssertionError("no answers, but: " + output);
    }
    return answers;
  }

  private String run(ProcessBuilder builder, int secondsMax) throws IOException {
    Path log = Files.createTempFile(folder, "client", ".log");
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process =
        builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      boolean ended = process.waitFor(secondsMax, TimeUnit.SECONDS);
      String output = Files.readString(log, StandardCharsets.UTF_8);
      if (!ended || process.exitValue() != 0) {
        throw new AssertionError(builder.command() + " failed: " + output);
      }
      return output;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    } finally {
      process.destroyForcibly();
    }
  }

  private Path hosts() throws IOException {
    return Files.writeString(
        folder.resolve("hosts"), address + " " + String.join(" ", HOSTS) + "\n");
  }

  private Path trustStore() throws IOException {
    Path store = folder.resolve("trust.p12");
    if (!Files.exists(store)) {
      run(
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
              "-importcert", "-noprompt", "-alias", "facegate", "-file", authority.toString(),
              "-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", "changeit"),
          60);
    }
    return store;
  }

  /* Exactly the versions of the lock file; what lies there already is not fetched again. */
  private Path packages() throws IOException {
    Path place = Files.createDirectories(LIBRARIES.resolve("node"));
    Path lock = SOURCES.resolve("node/package-lock.json");
    Path installed = place.resolve("package-lock.json");
    boolean same = Files.exists(installed) && Files.mismatch(lock, installed) < 0;
    if (!same || !Files.exists(place.resolve("node_modules"))) {
      Path list = SOURCES.resolve("node/package.json");
      Files.copy(
          list, place.resolve("package.json"), StandardCopyOption.REPLACE_EXISTING);
      Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
      run(
          new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
              .directory(place.toFile()),
          300);
    }
    return place;
  }
}
