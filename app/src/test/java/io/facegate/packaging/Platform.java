package io.facegate.packaging;

import java.util.regex.Pattern;

/** What a package is made for. */
enum Platform {
  AMD64("amd64", 62, "/linux-x86_64/|/linux-x64/|/linux-x86-64/|-linux64[.]so$", ""),

  /* For ARM, FFmpeg's jar brings no libva along: the package depends on Debian's. */
  ARM64(
      "arm64",
      183,
      "/linux-arm64/|/linux-aarch64/|-linux-aarch64[.]so$",
      "|libva|libva-drm|libdrm");

  /* Every Linux with the GNU C library has the first; libstdc++ is a dependency of the package. */
  private static final String OF_EVERY_SYSTEM =
      "libc|libm|libdl|libpthread|librt|libstdc[+][+]|ld-linux-.*";

  /* Jars that carry nothing but the libraries of one platform say so in their names. */
  private static final Pattern PLATFORM_JAR =
      Pattern.compile(".*-(linux|macosx|windows|osx)-[a-z0-9_]+[.]jar");

  private final String debian;
  private final int machine;
  private final Pattern natives;
  private final Pattern system;

  Platform(String debian, int machine, String natives, String system) {
    this.debian = debian;
    this.machine = machine;
    this.natives = Pattern.compile(natives);
    this.system = Pattern.compile("(" + OF_EVERY_SYSTEM + system + ")[.]so[.][0-9]+");
  }

  /** The platform by its name in Debian. */
  static Platform named(String debian) {
    for (Platform platform : values()) {
      if (platform.debian.equals(debian)) {
        return platform;
      }
    }
    throw new IllegalArgumentException("no packages are made for " + debian);
  }

  /** Its name in Debian. */
  String debian() {
    return debian;
  }

  /** Its number in the head of ELF files. */
  int machine() {
    return machine;
  }

  /** Whether a native library of a jar is for it. */
  boolean owns(String entry) {
    return natives.matcher("/" + entry).find();
  }

  /** Whether a library comes with the system, or with what the package depends on. */
  boolean provides(String library) {
    return system.matcher(library).matches();
  }

  /** Whether a jar holds nothing but native libraries. */
  static boolean isPlatformJar(String name) {
    return PLATFORM_JAR.matcher(name).matches();
  }
}
