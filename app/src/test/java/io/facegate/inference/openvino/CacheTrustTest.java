package io.facegate.inference.openvino;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTrustTest {
  private static final int ROOT = 0;
  private static final int NOT_ROOT = 990;

  @TempDir private Path folder;

  @Test
  void rootTakesNothingFromWhereOthersMayWrite() throws IOException {
    Path cache = Files.createDirectories(folder.resolve("shared/cache"));
    Path shared = cache.getParent();
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path first = isRoot() ? shared.toRealPath() : CacheTrust.stranger(shared, ROOT).orElseThrow();
    assertEquals(Optional.of(first), CacheTrust.stranger(cache, ROOT));
    assertEquals(Optional.empty(), CacheTrust.stranger(cache, NOT_ROOT));
  }

  @Test
  void whoRunsTheTestUsesAFolderOfHisOwn() throws IOException {
    Path cache = folder.resolve("own/cache");
    assertEquals(cache, CacheTrust.usable(cache));
    assertEquals(true, Files.isDirectory(cache));
    assertNull(CacheTrust.usable(null));
  }

  @Test
  void rootTakesNothingFromAnotherUser() throws IOException {
    Path cache = Files.createDirectories(folder.resolve("another"));
    if (isRoot()) {
      Files.setAttribute(cache, "unix:uid", NOT_ROOT);
    }
    assertEquals(true, CacheTrust.stranger(cache, ROOT).isPresent());
  }

  private static boolean isRoot() throws IOException {
    return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == ROOT;
  }
}
