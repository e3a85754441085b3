package io.facegate.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an operator has changed stays as it is when the package is upgraded, removed and installed
 * again, and nobody is asked anything. Needs Debian, root, and what {@code make package} builds.
 */
class PackageUpgradeIT {
  private static final String CONFIG = "/etc/facegate/facegate.yaml";
  private static final String ENABLED =
      "/etc/systemd/system/multi-user.target.wants/facegate.service";
  private static final String OWN_DROP_IN = "/etc/systemd/system/facegate.service.d/own.conf";

  /* Up to November 2026 dpkg knew the configuration, and the scripts nothing of deb-systemd-helper;
     they did nothing more where systemd does not run. */
  private static final String FORMER =
      "rm etc/facegate/manual.yaml DEBIAN/preinst"
          + " && mv usr/share/facegate/facegate.yaml etc/facegate/"
          + " && echo /etc/facegate/facegate.yaml > DEBIAN/conffiles"
          + " && for script in postinst prerm postrm; do"
          + " printf '#!/bin/sh\\nexit 0\\n' > DEBIAN/$script; done";

  @TempDir static Path folder;
  private static Path root;
  private static Path former;
  private static Path present;
  private static Path newer;

  @BeforeAll
  static void makeRootAndPackages() throws Exception {
    root = Files.createDirectory(folder.resolve("root"));
    Path tools = Path.of("").toAbsolutePath().resolve("src/package");
    Shell.run(tools.resolve("throw-away-root").toString(), root.toString());
    present = Packages.variant(Packages.deb(Packages.HERE), folder, "0.0.2", "true");
    former = Packages.variant(present, folder, "0.0.1", FORMER);
    newer = Packages.newer(present, folder);
  }

  @BeforeEach
  void purge() throws Exception {
    dpkg("--purge", "facegate");
    Files.deleteIfExists(there(ENABLED));
  }

  private static void dpkg(String... words) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("dpkg", "--root=" + root, "--log=" + folder + "/dpkg.log"));
    command.addAll(List.of(words));
    Shell.run(command.toArray(String[]::new));
  }

  private static void install(Path deb) throws Exception {
    dpkg("-i", deb.toString());
  }

  private static String inside(String command) throws Exception {
    return Shell.run("chroot", root.toString(), "/bin/sh", "-c", command);
  }

  private static Path there(String path) {
    return root.resolve(path.substring(1));
  }

  private static boolean isEnabled() {
    return Files.exists(there(ENABLED), LinkOption.NOFOLLOW_LINKS);
  }

  /* As systemctl enable does. */
  private static void enable() throws Exception {
    inside(
        "mkdir -p ${0%/*} && ln -s /usr/lib/systemd/system/facegate.service $0"
            .replace("$0", ENABLED)
            .replace("${0%/*}", ENABLED.substring(0, ENABLED.lastIndexOf('/'))));
  }

  private static void assertConfiguration(String expected) throws Exception {
    assertEquals(expected, inside("cat " + CONFIG));
    assertEquals(
        "640 root facegate " + CONFIG, inside("stat -c '%a %U %G %n' " + CONFIG));
    assertEquals("facegate.yaml\nmanual.yaml", inside("ls -A /etc/facegate"));
  }

  @Test
  void aChangedConfigurationIsKeptBesideAChangedManual() throws Exception {
    install(present);
    inside("echo 'device: gate-7' > " + CONFIG);
    install(newer);
    assertConfiguration("device: gate-7");
    assertTrue(inside("tail -n 1 /etc/facegate/manual.yaml").equals("# new"));
    dpkg("--remove", "facegate");
    assertEquals("facegate.yaml", inside("ls -A /etc/facegate"));
    install(present);
    assertConfiguration("device: gate-7");
    inside("rm " + CONFIG);
    install(newer);
    assertEquals("", inside("cmp /etc/facegate/manual.yaml " + CONFIG));
  }

  @Test
  void aConfigurationThatDpkgKnewIsKept() throws Exception {
    install(former);
    assertEquals(CONFIG, conffiles());
    inside("echo 'device: gate-7' > " + CONFIG);
    install(present);
    assertConfiguration("device: gate-7");
    install(newer);
    assertConfiguration("device: gate-7");
    install(former);
    assertEquals("device: gate-7", inside("cat " + CONFIG));
    dpkg("--remove", "facegate");
    install(newer);
    assertConfiguration("device: gate-7");
    dpkg("--purge", "facegate");
    assertFalse(Files.exists(there("/etc/facegate")));
  }

  @Test
  void aConfigurationThatDpkgKnewAndNobodyChangedIsKeptToo() throws Exception {
    install(former);
    String before = inside("cat " + CONFIG);
    install(newer);
    assertConfiguration(before);
  }

  private static String conffiles() throws Exception {
    return inside("dpkg-query -W -f='${Conffiles}' facegate | cut -d' ' -f2 | grep .");
  }

  @Test
  void whoRemovesAndInstallsItAgainFindsItEnabledAsBefore() throws Exception {
    install(present);
    assertTrue(isEnabled(), "by the first installation");
    dpkg("--remove", "facegate");
    install(newer);
    assertTrue(isEnabled());
    Files.delete(there(ENABLED));
    dpkg("--remove", "facegate");
    install(present);
    assertFalse(isEnabled(), "the operator has disabled it");
    install(newer);
    assertFalse(isEnabled(), "an upgrade does not enable it");
    enable();
    install(present);
    dpkg("--remove", "facegate");
    install(newer);
    assertTrue(isEnabled(), "the operator has enabled it");
    dpkg("--purge", "facegate");
    assertFalse(isEnabled());
    install(present);
    assertTrue(isEnabled(), "as if it were the first time");
  }

  @Test
  void afterAVersionThatDidNotNoteItTheUnitIsAsItWas() throws Exception {
    install(former);
    install(newer);
    assertFalse(isEnabled(), "it was disabled");
    purge();
    install(former);
    enable();
    install(newer);
    assertTrue(isEnabled());
    purge();
    install(former);
    dpkg("--remove", "facegate");
    install(newer);
    assertTrue(isEnabled(), "that version disabled it itself when it was removed");
  }

  @Test
  void dropInsOfTheOperatorStay() throws Exception {
    install(present);
    inside("mkdir -p %s && echo '[Service]' > %s".formatted(
        OWN_DROP_IN.replace("/own.conf", ""), OWN_DROP_IN));
    dpkg("--purge", "facegate");
    assertTrue(Files.exists(there(OWN_DROP_IN)));
    assertEquals("", inside("find /var/lib/systemd -name '*facegate*' 2>/dev/null || true"));
  }
}
