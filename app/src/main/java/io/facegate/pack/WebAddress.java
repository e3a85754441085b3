package io.facegate.pack;

import java.net.URI;
import java.util.List;

/**
 * Which addresses may be asked: https everywhere. Plain http to this machine is for tests, which
 * have no certificate.
 *
 * @param loopbackHttp whether http to this machine will do
 */
record WebAddress(boolean loopbackHttp) {
  private static final List<String> THIS_MACHINE = List.of("localhost", "127.0.0.1", "[::1]");

  /** An address of the catalog. */
  URI first(String text) throws PackException {
    URI address = parsed(text);
    if (!mayBeAsked(address)) {
      throw new PackException(PackFault.BAD_ADDRESS, text);
    }
    return address;
  }

  /** Where an address leads on to. */
  URI next(URI from, String location) throws PackException {
    URI address;
    try {
      address = from.resolve(location);
    } catch (IllegalArgumentException notAnAddress) {
      throw new PackException(PackFault.BAD_REDIRECT, from, location);
    }
    if (!mayBeAsked(address)) {
      throw new PackException(PackFault.BAD_REDIRECT, from, address);
    }
    return address;
  }

  private static URI parsed(String text) throws PackException {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException notAnAddress) {
      throw new PackException(PackFault.BAD_ADDRESS, text);
    }
  }

  private boolean mayBeAsked(URI address) {
    String host = address.getHost();
    return host != null
        && address.getUserInfo() == null
        && ("https".equalsIgnoreCase(address.getScheme())
            || (loopbackHttp
                && "http".equalsIgnoreCase(address.getScheme())
                && THIS_MACHINE.contains(host)));
  }
}
