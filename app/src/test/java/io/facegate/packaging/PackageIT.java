package io.facegate.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.testing.Await;
import io.facegate.testing.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The life of the Debian package in a throw-away root: installed, started, upgraded, removed and
 * purged. Needs Debian, root, and what {@code make package} builds.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PackageIT {
  private static final Path APP = Path.of("").toAbsolutePath();
  private static final Path TOOLS = APP.resolve("src/package");
  private static final Duration REHEARSAL_MAX = Duration.ofMinutes(8);
  private static final int NOBODY = 65534;

  @TempDir static Path folder;
  private static Path root;
  private static Path deb;

  @BeforeAll
  static void makeRoot() throws Exception {
    root = Files.createDirectory(folder.resolve("root"));
    deb = Packages.deb(Packages.HERE);
    Shell.run(TOOLS.resolve("throw-away-root").toString(), root.toString());
  }

  private static void dpkg(String... words) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("dpkg", "--root=" + root, "--log=" + folder + "/dpkg.log"));
    command.addAll(List.of(words));
    Shell.run(command.toArray(String[]::new));
  }

  private static String inside(String command) throws Exception {
    return Shell.run("chroot", root.toString(), "/bin/sh", "-c", command);
  }

  @Test
  @Order(1)
  void installsWithUserFoldersAndModes() throws Exception {
    dpkg("-i", deb.toString());
    assertEquals(
        """
        750 root facegate /etc/facegate
        640 root facegate /etc/facegate/facegate.yaml
        750 facegate facegate /var/lib/facegate
        750 facegate facegate /var/cache/facegate
        755 root root /usr/lib/facegate/bin/facegate
        644 root root /usr/lib/facegate/facegate.jar
        644 root root /usr/lib/systemd/system/facegate.service"""
            .stripIndent(),
        inside(
            "stat -c '%a %U %G %n' /etc/facegate /etc/facegate/facegate.yaml /var/lib/facegate"
                + " /var/cache/facegate /usr/lib/facegate/bin/facegate"
                + " /usr/lib/facegate/facegate.jar /usr/lib/systemd/system/facegate.service"));
    assertEquals("/usr/lib/facegate/bin/facegate", inside("readlink -f /usr/bin/facegate"));
    assertEquals("", inside("find /usr/lib/facegate -perm /022 ! -type l"));
    assertTrue(inside("cat /etc/facegate/facegate.yaml").contains("data: /var/lib/facegate/data"));
    assertEquals("", inside("cmp /etc/facegate/facegate.yaml /etc/facegate/manual.yaml"));
    assertEquals("", inside("dpkg-query -W -f='${Conffiles}' facegate"));
  }

  @Test
  @Order(2)
  void startsAndAnswersFromWhereItIsInstalled() throws Exception {
    String maps = mapsOnceReady(Map.of());
    assertTrue(maps.contains(root + "/usr/lib/facegate/runtime/lib/server/libjvm.so"));
    assertTrue(maps.contains(root + "/usr/lib/facegate/native/libonnxruntime.so"));
    assertTrue(maps.contains(root + "/usr/lib/facegate/facegate.aot"), "the cache is used");
  }

  /* As on arm64, where the package is built on another machine. */
  @Test
  @Order(3)
  void withoutACacheTheFirstStartMakesOneForTheSecond() throws Exception {
    Path shipped = root.resolve("usr/lib/facegate/facegate.aot");
    Path aside = Files.move(shipped, folder.resolve("facegate.aot"));
    Path cache = Files.createDirectory(folder.resolve("cache"));
    Map<String, String> own =
        Map.of("CACHE_DIRECTORY", cache.toString(), "PATH", impatient() + ":/usr/bin:/bin");
    assertFalse(mapsOnceReady(own).contains(".aot"));
    Await.until(REHEARSAL_MAX, () -> isOneCache(cache), "a rehearsal has made a cache");
    assertTrue(mapsOnceReady(own).contains(cache + "/classes-"), "it is used");
    assertTrue(isOneCache(cache), "nothing else is left");
    Files.move(aside, shipped);
  }

  /* A busy machine hardly gets round to a rehearsal, which lets everybody else go first. */
  private static Path impatient() throws IOException {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Path nice = Files.writeString(bin.resolve("nice"), "#!/bin/sh\nshift 2\nexec \"$@\"\n");
    Files.setPosixFilePermissions(nice, PosixFilePermissions.fromString("rwxr-xr-x"));
    return bin;
  }

  private static boolean isOneCache(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names = files.map(file -> file.getFileName().toString()).toList();
      return names.size() == 1 && names.getFirst().matches("classes-[0-9-]+[.]aot");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String mapsOnceReady(Map<String, String> environment) throws Exception {
    int ops = FreePort.next();
    Path config = folder.resolve("started.yaml");
    Files.writeString(
        config,
        "data: %s/data\nhttp: {address: 127.0.0.1, port: %d}\nops: {port: %d}\n"
            .formatted(folder, FreePort.next(), ops));
    Path log = Files.createTempFile(folder, "started", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
            root + "/usr/lib/facegate/bin/facegate", "serve", "--config", config.toString());
    builder.environment().putAll(environment);
    Process service = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    String maps;
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest ready =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ops + "/health/ready")).build();
      Await.until(
          Duration.ofMinutes(2),
          () -> Readiness.isUp(client, ready),
          "the installed one is ready");
      maps = Files.readString(Path.of("/proc/" + service.pid() + "/maps"));
    } finally {
      service.destroy();
      service.waitFor();
    }
    assertFalse(Files.readString(log).contains("SEVERE"), () -> "log in " + log);
    return maps;
  }

  @Test
  @Order(4)
  void whatRootSaysIsDoneByTheUserOfTheData() throws Exception {
    Path state = Files.createDirectory(folder.resolve("state"));
    Files.setAttribute(state, "unix:uid", NOBODY);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    String made = "%s keys create default".formatted(config("data: %s/data\n".formatted(state)));
    assertTrue(Shell.run("sh", "-c", made).contains("secret"));
    assertTrue(Files.exists(state.resolve("data-master.key")));
    assertEquals("", Shell.run("find", state.toString(), "!", "-user", "nobody"));

    /* Who is neither is told what to say instead. */
    String asNobody = "setpriv --reuid=65534 --regid=65534 --clear-groups ";
    Files.setAttribute(state, "unix:uid", 0);
    Files.setAttribute(state.resolve("data"), "unix:uid", 0);
    assertEquals(
        "%1$s/data is kept by the user root, and nothing for nobody to write in: "
                .formatted(state)
            + "say \"sudo -u root facegate ...\"\nended 64",
        Shell.run("sh", "-c", asNobody + "env " + made + " || echo ended $?"));
    Path config = folder.resolve("spoken.yaml");
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-------"));
    assertEquals(
        config + " may not be read by the user nobody: say \"sudo facegate ...\"\nended 1",
        Shell.run("sh", "-c", asNobody + "env " + made + " || echo ended $?"));
  }

  /* What begins a command that acts on a configuration. */
  private static String config(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("spoken.yaml"), yaml);
    return "FACEGATE_CONFIG=%s %s/usr/lib/facegate/bin/facegate".formatted(file, root);
  }

  @Test
  @Order(5)
  void anUpgradeKeepsDataAndConfigurationAndTheWayBack() throws Exception {
    inside(
        "umask 077; mkdir -p /var/lib/facegate/data/gallery; cd /var/lib/facegate/data/gallery;"
            + " echo table > 000007.sst; echo manifest > MANIFEST-000005;"
            + " chown -R facegate: /var/lib/facegate/data; mkdir /var/lib/facegate/rollback;"
            + " echo 'device: gate-7' > /etc/facegate/facegate.yaml");
    String before = inside("dpkg-query -W -f='${Version}' facegate");
    dpkg("-i", Packages.newer(deb, folder).toString());
    assertEquals("device: gate-7", inside("cat /etc/facegate/facegate.yaml"));
    assertEquals(before, inside("/usr/lib/facegate/bin/rollback list"));
    String kept = "/var/lib/facegate/rollback/" + before + "/gallery/";
    assertEquals("2", inside("stat -c %h " + kept + "000007.sst"), "a table is a hard link");
    assertEquals("1", inside("stat -c %h " + kept + "MANIFEST-000005"), "others are copies");

    inside(
        "cd /var/lib/facegate/data/gallery; rm 000007.sst; echo newer > 000009.sst;"
            + " echo changed > MANIFEST-000005");
    String newer = inside("dpkg-query -W -f='${Version}' facegate");
    dpkg("-i", deb.toString());
    assertEquals(
        List.of(before, newer).stream().sorted().toList(),
        inside("/usr/lib/facegate/bin/rollback list").lines().sorted().toList(),
        "the way back deletes nothing");
    inside("/usr/lib/facegate/bin/rollback restore " + before);
    assertEquals("table", inside("cat /var/lib/facegate/data/gallery/000007.sst"));
    assertEquals("manifest", inside("cat /var/lib/facegate/data/gallery/MANIFEST-000005"));
    assertEquals(
        "facegate", inside("stat -c %U /var/lib/facegate/data/gallery/MANIFEST-000005"));
    assertEquals(
        "newer", inside("cat /var/lib/facegate/rollback/replaced/gallery/000009.sst"));
  }

  @Test
  @Order(6)
  void theUserOfTheDataCannotLeadRootElsewhere() throws Exception {
    assertEquals("facegate", inside("stat -c %U /var/lib/facegate/rollback"));
    inside(
        "mkdir /other && echo 1 > /other/file && chmod 755 /other && cd /var/lib/facegate"
            + " && mv rollback aside && ln -s /other rollback"
            + " && ! /usr/lib/facegate/bin/rollback keep 7 && rm rollback && mv aside rollback");
    assertEquals("755 root file", inside("echo $(stat -c '%a %U' /other) $(ls -A /other)"));
  }

  @Test
  @Order(7)
  void removalKeepsDataAndPurgeDeletesIt() throws Exception {
    dpkg("--remove", "facegate");
    assertTrue(Files.exists(root.resolve("var/lib/facegate/data/gallery/000007.sst")));
    assertTrue(Files.exists(root.resolve("etc/facegate/facegate.yaml")));
    assertFalse(Files.exists(root.resolve("usr/lib/facegate")));
    dpkg("--purge", "facegate");
    for (String gone : List.of("var/lib/facegate", "var/cache/facegate", "etc/facegate")) {
      assertFalse(Files.exists(root.resolve(gone)), gone);
    }
  }
}
