package io.facegate.gallery.rocks;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Our column families. */
enum Family {
  DEFAULT,
  APPS,
  GROUPS,
  MEMBERS,
  FACES,
  SAVED,
  CROPS,
  RENEWALS;

  String rocksName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Family> named(String rocksName) {
    return Arrays.stream(values()).filter(f -> f.rocksName().equals(rocksName)).findFirst();
  }
}
