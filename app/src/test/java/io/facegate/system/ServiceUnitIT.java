package io.facegate.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What systemd itself says of the unit and of the files beside it. */
class ServiceUnitIT {
  private static final Path UNITS = Path.of("../systemd");
  private static final String UNIT = "facegate.service";
  private static final double EXPOSURE_MAX = 2.0;
  private static final Pattern EXPOSURE =
      Pattern.compile("Overall exposure level for facegate.service: ([0-9.]+)");

  @TempDir private Path folder;

  private record Said(int status, String words) {}

  @ParameterizedTest
  @ValueSource(strings = {"", "ports-80-443.conf", "accelerators.conf"})
  void unitIsSoundAndLittleExposed(String dropIn) throws Exception {
    Path unit = Files.writeString(folder.resolve(UNIT), unitWith("/bin/true"));
    if (!dropIn.isEmpty()) {
      Path below = Files.createDirectory(folder.resolve(UNIT + ".d"));
      Files.copy(UNITS.resolve(dropIn), below.resolve(dropIn));
    }
    Said verdict = run("systemd-analyze", "verify", unit.toString());
    assertEquals(0, verdict.status, verdict.words);
    assertTrue(!verdict.words.contains("facegate"), verdict.words);
    Said security =
        run("systemd-analyze", "security", "--offline=true", "--no-pager", unit.toString());
    Matcher exposure = EXPOSURE.matcher(security.words);
    assertTrue(exposure.find(), security.words);
    System.out.printf("exposure of facegate.service %s: %s%n", dropIn, exposure.group(1));
    assertTrue(Double.parseDouble(exposure.group(1)) <= EXPOSURE_MAX, security.words);
  }

  /* Without a capability by default; the drop-in gives one and no more. */
  @Test
  void noCapabilityIsGivenUnlessAskedFor() throws IOException {
    assertTrue(lines(UNIT).contains("CapabilityBoundingSet="));
    assertTrue(lines(UNIT).contains("AmbientCapabilities="));
    assertTrue(lines("ports-80-443.conf").contains("CapabilityBoundingSet=CAP_NET_BIND_SERVICE"));
  }

  /* Only root may give folders away; whoever else runs this learns whether the files are read. */
  @Test
  void userAndFoldersAreMade() throws Exception {
    Files.createDirectories(folder.resolve("etc"));
    Files.createDirectories(folder.resolve("usr/lib/tmpfiles.d"));
    Files.copy(
        UNITS.resolve("tmpfiles.d/facegate.conf"),
        folder.resolve("usr/lib/tmpfiles.d/facegate.conf"));
    Said users =
        run(
            "systemd-sysusers",
            "--root=" + folder,
            UNITS.resolve("sysusers.d/facegate.conf").toRealPath().toString());
    Said folders = run("systemd-tmpfiles", "--root=" + folder, "--create");
    for (Said said : List.of(users, folders)) {
      assertTrue(!said.words.matches("(?s).*(ignoring|Unknown|not valid).*"), said.words);
    }
    if (System.getProperty("user.name").equals("root")) {
      assertEquals(List.of(0, 0), List.of(users.status, folders.status), folders.words);
      String passwd = Files.readString(folder.resolve("etc/passwd"));
      assertTrue(passwd.contains(":/var/lib/facegate:/usr/sbin/nologin"), passwd);
      assertEquals("rwxr-x---", permissions("etc/facegate"));
      assertEquals("rwxr-x---", permissions("var/lib/facegate"));
    }
  }

  private String permissions(String place) throws IOException {
    return PosixFilePermissions.toString(
        Files.getPosixFilePermissions(folder.resolve(place)));
  }

  private static List<String> lines(String file) throws IOException {
    return Files.readAllLines(UNITS.resolve(file));
  }

  private static String unitWith(String program) throws IOException {
    return Files.readString(UNITS.resolve(UNIT)).replace("/usr/bin/facegate", program);
  }

  private static Said run(String... words) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process;
    try {
      process = builder.redirectErrorStream(true).start();
    } catch (IOException absent) {
      throw new AssertionError("install systemd: " + absent.getMessage(), absent);
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), said);
  }
}
