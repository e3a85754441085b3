package io.facegate.access.tls;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** Reads and checks a certificate that the operator brought along. */
final class OperatorCertificate {
  private static final Logger LOG = System.getLogger(OperatorCertificate.class.getName());

  private OperatorCertificate() {}

  /**
   * Reads it.
   *
   * @throws TlsException when its parts do not belong together
   */
  static ServerCertificate load(TlsIdentity.OperatorFiles files, Instant now) {
    ServerCertificate loaded =
        new ServerCertificate(
            PemFiles.key(files.key()), PemFiles.certificates(files.chain()));
    if (!belongTogether(loaded.key(), loaded.leaf().getPublicKey())) {
      throw new TlsException(
          files.key() + " is not the key of the first certificate in " + files.chain());
    }
    checkLinks(loaded.chain(), files);
    if (now.isAfter(loaded.end())) {
      LOG.log(Level.WARNING, "the certificate in {0} ended at {1}", files.chain(), loaded.end());
    }
    return loaded;
  }

  private static void checkLinks(List<X509Certificate> chain, TlsIdentity.OperatorFiles files) {
    for (int i = 1; i < chain.size(); i++) {
      try {
        chain.get(i - 1).verify(chain.get(i).getPublicKey());
      } catch (GeneralSecurityException fault) {
        throw new TlsException(
            "certificate %d in %s did not sign the one before it".formatted(i + 1, files.chain()),
            fault);
      }
    }
  }

  private static boolean belongTogether(PrivateKey key, PublicKey publicKey) {
    byte[] message = {1, 2, 3};
    try {
      Signature signing = Signature.getInstance(algorithm(key));
      signing.initSign(key);
      signing.update(message);
      Signature verifying = Signature.getInstance(algorithm(key));
      verifying.initVerify(publicKey);
      verifying.update(message);
      return verifying.verify(signing.sign());
    } catch (GeneralSecurityException unlike) {
      return false;
    }
  }

  private static String algorithm(PrivateKey key) {
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC", "ECDSA" -> "SHA256withECDSA";
      default -> key.getAlgorithm();
    };
  }
}
