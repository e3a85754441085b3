package io.facegate.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/** The secret from which all others here are derived: 256 random bits in a file of their own. */
final class MasterKey {
  private static final String FORM = "facegate-master-key-1";
  private static final int KEY_BYTES = 32;
  private static final long FILE_BYTES_MAX = 1024;
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final byte[] key;

  private MasterKey(byte[] key) {
    this.key = key;
  }

  /**
   * Reads it.
   *
   * @throws KeyStoreException when it is missing, damaged, or open to others than its owner
   */
  static MasterKey load(Path file) {
    try {
      if (!Files.exists(file)) {
        throw new KeyStoreException(
            "the master key file " + file + " is missing, without which the API keys cannot be"
                + " read; bring it back, or remove the keys and make new ones");
      }
      if (!OWNER.containsAll(Files.getPosixFilePermissions(file))) {
        throw new KeyStoreException(
            "others than its owner may use the master key file " + file + "; chmod 600 it");
      }
      return new MasterKey(parse(file));
    } catch (IOException fault) {
      throw new KeyStoreException("cannot read the master key file " + file, fault);
    }
  }

  /** Makes one in a folder that exists. */
  static MasterKey create(Path file) {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    String text = FORM + "\n" + Base64.getEncoder().encodeToString(key) + "\n";
    try {
      AtomicFile.write(file, text.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException fault) {
      throw new KeyStoreException(
          "cannot make the master key file " + file + "; does its folder exist?", fault);
    }
    return new MasterKey(key);
  }

  /** A 256-bit key for one purpose (HKDF, RFC 5869). */
  byte[] derive(String purpose) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.ofExtract()
                  .addIKM(key)
                  .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), KEY_BYTES));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] parse(Path file) throws IOException {
    if (Files.size(file) <= FILE_BYTES_MAX) {
      String[] lines = Files.readString(file, StandardCharsets.ISO_8859_1).split("\n");
      if (lines.length == 2 && lines[0].equals(FORM)) {
        byte[] key = decoded(lines[1].strip());
        if (key.length == KEY_BYTES) {
          return key;
        }
      }
    }
    throw new KeyStoreException("the master key file " + file + " is damaged");
  }

  private static byte[] decoded(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException damaged) {
      return new byte[0];
    }
  }
}
