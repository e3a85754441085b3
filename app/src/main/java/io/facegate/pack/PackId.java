package io.facegate.pack;

import java.util.regex.Pattern;

/** The names of packs, which are also those of their folders. */
final class PackId {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  /** The pack that comes with the program. */
  static final String BUILT_IN = "builtin";

  private PackId() {}

  static boolean isOne(String id) {
    return NAME.matcher(id).matches();
  }

  static void check(String id) {
    if (!isOne(id) || id.equals(BUILT_IN)) {
      throw new IllegalArgumentException("\"%s\" cannot name a pack".formatted(id));
    }
  }
}
