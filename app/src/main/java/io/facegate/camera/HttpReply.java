package io.facegate.camera;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An answer to a request.
 *
 * @param headers by name in lower case
 * @param reusable whether the connection can carry another request
 */
@SuppressWarnings("ArrayRecordComponent")
record HttpReply(int status, Map<String, List<String>> headers, byte[] body, boolean reusable) {

  /** All values of a header. */
  List<String> all(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /** The first value of a header. */
  Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }
}
