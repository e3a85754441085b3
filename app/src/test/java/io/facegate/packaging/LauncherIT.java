package io.facegate.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.testing.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * As whom the launcher works, and with which class cache, told by a runtime that only shows how it
 * was called. Needs root and Debian's user nobody.
 */
class LauncherIT {
  private static final int ROOT = 0;
  private static final int NOBODY = 65534;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /* Writes the class cache it is asked for; while a file "hang" is there, it only begins to. */
  private static final String RUNTIME =
      """
      #!/bin/sh
      echo "user $(id -u)"
      for word in "$@"; do
        echo "$word"
        case "$word" in
          -XX:AOTCacheOutput=*)
            cache=${word#*=}
            echo begun > "$cache.config"
            while [ -e "${0%/*}/hang" ]; do sleep 0.1; done
            echo classes > "$cache"
            rm "$cache.config" ;;
        esac
      done
      """;

  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private Path bin;
  private Path cache;
  private Path data;
  private Path config;

  private record Said(int status, String words) {
    int user() {
      return Integer.parseInt(words.lines().findFirst().orElse("").replace("user ", ""));
    }
  }

  @BeforeEach
  void place() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path home = folder.resolve("home");
    bin = Files.createDirectories(home.resolve("runtime/bin"));
    Files.writeString(home.resolve("runtime/release"), "JAVA_VERSION=\"25.0.1\"\n");
    Files.writeString(bin.resolve("java"), RUNTIME);
    Files.setPosixFilePermissions(
        bin.resolve("java"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(home.resolve("facegate.jar"), "");
    Files.createDirectory(home.resolve("native"));
    Files.writeString(home.resolve("native/libonnxruntime.so"), "");
    cache = Files.createDirectory(folder.resolve("cache"));
    data = Files.createDirectory(folder.resolve("state")).resolve("data");
    config = Files.writeString(folder.resolve("facegate.yaml"), "device: a\ndata: " + data + "\n");
    environment.put("FACEGATE_HOME", home.toString());
    environment.put("CACHE_DIRECTORY", cache.toString());
  }

  private static void give(Path file, int user) throws IOException {
    Files.setAttribute(file, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
  }

  private Said say(String... words) throws Exception {
    Process process = launch(words);
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), said);
  }

  private Process launch(String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", "src/main/bin/facegate"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return builder.redirectErrorStream(true).start();
  }

  @Test
  void rootWorksAsTheUserOfTheDataFolder() throws Exception {
    String file = config.toString();
    assertEquals(ROOT, say("keys", "list", "--config", file).user());
    give(data.getParent(), NOBODY);
    assertEquals(NOBODY, say("keys", "list", "--config", file).user(), "it is yet to be made");
    give(Files.createDirectory(data), NOBODY);
    for (String words : List.of(
        "keys list --config " + file, "models pull x --config=" + file, "serve --config " + file,
        "--config " + file, "check " + file, "--check " + file, "check --config " + file)) {
      Said said = say(words.split(" "));
      assertEquals(NOBODY, said.user(), words + ": " + said);
      assertTrue(said.words.endsWith(words.replace(" ", "\n") + "\n"), said.words);
    }
    for (String written : List.of("\"%s\"", "'%s'", "%s   # where it lies", "%s\ndata2: /")) {
      Files.writeString(config, "data:  " + written.formatted(data) + "\n");
      assertEquals(NOBODY, say("ca", "--config", file).user(), written);
    }
    environment.put("FACEGATE_CONFIG", file);
    assertEquals(NOBODY, say("gallery", "list").user());
    Files.delete(data);
    Files.createSymbolicLink(data, folder);
    assertEquals(NOBODY, say("gallery", "list").user(), "a link of that user's to root's folder");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("state"));
    environment.put("FACEGATE_DATA", link + "/./data");
    assertEquals(NOBODY, say("gallery", "list").user(), "a link of root's to that user's folder");
    environment.put("FACEGATE_DATA", "/root/data");
    assertEquals(ROOT, say("gallery", "list").user());
  }

  @Test
  void whatThatUserMayNotReadIsSaid() throws Exception {
    give(Files.createDirectory(data), NOBODY);
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
    Said refused = say("keys", "list", "--config", config.toString());
    assertEquals(1, refused.status, refused.words);
    assertEquals(
        "facegate: %s may not be read by the user nobody, to whom the data folder belongs\n"
            .formatted(config),
        refused.words);
    assertEquals(ROOT, say("check", config.toString()).user());
    environment.put("FACEGATE_CONFIG", folder + "/absent");
    assertEquals(ROOT, say("version").user());
  }

  @Test
  void aClassCacheOfAnotherUserIsNotUsed() throws Exception {
    assertFalse(usesCache(say("serve", "--config", config.toString())));
    Path made = awaitCache();
    assertTrue(usesCache(say("serve", "--config", config.toString())), "its own");
    give(made, NOBODY);
    Files.writeString(bin.resolve("hang"), "");
    assertFalse(usesCache(say("serve", "--config", config.toString())));
    List<String> begun = List.of(made.getFileName() + ".new.config");
    Await.until(PATIENCE, () -> files().equals(begun), "another is made");
    Files.delete(bin.resolve("hang"));
    awaitCache();
    give(cache, NOBODY);
    assertFalse(usesCache(say("serve", "--config", config.toString())), "others can replace it");
    Files.delete(made);
    say("serve", "--config", config.toString());
    assertEquals(List.of(), files(), "nor is one made there");
  }

  private static boolean usesCache(Said said) {
    return said.words.contains("-XX:AOTCache=");
  }

  private Path awaitCache() throws IOException {
    Await.until(PATIENCE, () -> files().size() == 1 && isCache(files().getFirst()), "a cache");
    return cache.resolve(files().getFirst());
  }

  private static boolean isCache(String name) {
    return name.startsWith("classes-") && name.endsWith(".aot");
  }

  private List<String> files() {
    try (Stream<Path> files = Files.list(cache)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void oneRehearsalRunsAndRemovesWhatKilledOnesLeft() throws Exception {
    for (String left : List.of("1-2.aot", "3-4.aot.711", "3-4.aot.5.config")) {
      Files.writeString(cache.resolve("classes-" + left), "");
    }
    Path wanted = cache.resolve("classes-3-4.aot");
    Path hang = Files.writeString(bin.resolve("hang"), "");
    Process first = launch("rehearse", wanted.toString());
    List<String> begun = List.of("classes-3-4.aot.new.config");
    Await.until(PATIENCE, () -> files().equals(begun), "it has begun");
    Said second = say("rehearse", wanted.toString());
    assertEquals(75, second.status, second.words);
    assertEquals(begun, files());
    first.destroyForcibly().waitFor();
    assertEquals(75, say("rehearse", wanted.toString()).status, "its runtime runs on");
    Files.delete(hang);
    Await.until(PATIENCE, () -> files().equals(List.of("classes-3-4.aot.new")), "it has ended");
    Await.until(PATIENCE, () -> succeeds(wanted), "another may run");
    assertEquals(List.of("classes-3-4.aot"), files());
  }

  private boolean succeeds(Path wanted) {
    try {
      return say("rehearse", wanted.toString()).status == 0;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aRehearsalThatIsStoppedLeavesNothing() throws Exception {
    Files.writeString(bin.resolve("hang"), "");
    Process process = launch("rehearse", cache.resolve("classes-3-4.aot").toString());
    Await.until(PATIENCE, () -> !files().isEmpty(), "it has begun");
    process.descendants().forEach(ProcessHandle::destroy);
    process.toHandle().destroy();
    assertEquals(143, process.waitFor());
    assertEquals(List.of(), files());
  }
}
