package io.facegate.pack;

import io.facegate.inference.ModelRole;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which pack serves a role; the one that comes with the program serves all that are not named. A
 * role that is chosen with another ({@link ModelRole#chosenWith}) is never named.
 *
 * @param version of the form; 1
 * @param roles names of installed packs
 */
record InUse(int version, Map<ModelRole, String> roles) {
  private static final int VERSION = 1;

  /** Checks the version and the names. */
  InUse {
    if (version != VERSION) {
      throw new IllegalArgumentException("version %d is not known".formatted(version));
    }
    roles.values().forEach(PackId::check);
    for (ModelRole role : roles.keySet()) {
      if (role != role.chosenWith()) {
        throw new IllegalArgumentException(
            "%s is chosen with %s".formatted(role, role.chosenWith()));
      }
    }
    roles = Collections.unmodifiableMap(new TreeMap<>(roles));
  }

  /** The built-in pack alone. */
  static InUse nothing() {
    return new InUse(VERSION, Map.of());
  }

  String pack(ModelRole role) {
    return roles.getOrDefault(role.chosenWith(), PackId.BUILT_IN);
  }

  /** With another pack for a role. */
  InUse with(ModelRole role, String pack) {
    Map<ModelRole, String> changed = new TreeMap<>(roles);
    if (pack.equals(PackId.BUILT_IN)) {
      changed.remove(role.chosenWith());
    } else {
      changed.put(role.chosenWith(), pack);
    }
    return new InUse(VERSION, changed);
  }
}
