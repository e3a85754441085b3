package io.facegate.camera;

import java.nio.file.Path;
import java.util.Locale;

/** Which certificate a camera may show. */
public sealed interface TlsTrust {
  /** One for its host name, signed by an authority the Java runtime knows. */
  record Authorities() implements TlsTrust {}

  /**
   * One for its host name, signed by an authority of one's own.
   *
   * @param certificates a PEM file with one or more certificates
   */
  record OwnAuthority(Path certificates) implements TlsTrust {}

  /**
   * Exactly one certificate, whatever name it carries: for the self-signed ones of cameras.
   *
   * @param sha256 of the certificate, 64 hexadecimal digits; colons are ignored
   */
  record Fingerprint(String sha256) implements TlsTrust {
    /** Brings the digits into one form. */
    public Fingerprint {
      sha256 = sha256.replace(":", "").toLowerCase(Locale.ROOT);
      if (!sha256.matches("[0-9a-f]{64}")) {
        throw new IllegalArgumentException("a SHA-256 fingerprint has 64 hexadecimal digits");
      }
    }
  }
}
