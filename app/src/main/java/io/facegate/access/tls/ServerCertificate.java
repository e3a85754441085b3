package io.facegate.access.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * What a TLS listener shows to callers.
 *
 * @param key private
 * @param chain our certificate first
 */
public record ServerCertificate(PrivateKey key, List<X509Certificate> chain) {

  /** Refuses an empty chain. */
  public ServerCertificate {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("a chain has at least one certificate");
    }
  }

  /** Our own certificate. */
  public X509Certificate leaf() {
    return chain.getFirst();
  }

  /** When callers stop trusting it. */
  public Instant end() {
    return leaf().getNotAfter().toInstant();
  }

  /** A context for listeners; whoever calls needs no certificate. */
  public SSLContext sslContext() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("server", key, new char[0], chain.toArray(Certificate[]::new));
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException fault) {
      throw new TlsException("cannot use the certificate of " + leaf().getSubjectX500Principal(),
          fault);
    }
  }

  @Override
  public String toString() {
    return "ServerCertificate[" + leaf().getSubjectX500Principal() + "]";
  }
}
