package io.facegate.camera;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Connects to cameras, over TLS where their address says so. */
final class CameraSockets {
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private final TlsTrust trust;

  CameraSockets(TlsTrust trust) {
    this.trust = trust;
  }

  /**
   * Connects a socket, which another thread may close meanwhile.
   *
   * @param patience for the connection, and again for each answer of the TLS handshake
   */
  Socket connect(Socket socket, URI address, Duration patience) throws IOException {
    boolean secure = "https".equalsIgnoreCase(address.getScheme());
    int port = address.getPort() < 0 ? (secure ? HTTPS_PORT : HTTP_PORT) : address.getPort();
    String host = address.getHost().replaceAll("^\\[|]$", "");
    int patienceMs = Math.toIntExact(patience.toMillis());
    socket.connect(new InetSocketAddress(host, port), patienceMs);
    socket.setTcpNoDelay(true);
    if (!secure) {
      return socket;
    }
    socket.setSoTimeout(patienceMs);
    try {
      SSLSocket layered =
          (SSLSocket) context().getSocketFactory().createSocket(socket, host, port, true);
      if (!(trust instanceof TlsTrust.Fingerprint)) {
        SSLParameters parameters = layered.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        layered.setSSLParameters(parameters);
      }
      layered.startHandshake();
      return layered;
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
    }
  }

  private SSLContext context() throws GeneralSecurityException, IOException {
    SSLContext context = SSLContext.getInstance("TLS");
    switch (trust) {
      case TlsTrust.Authorities _ -> context.init(null, null, null);
      case TlsTrust.OwnAuthority own ->
          context.init(null, managers(own.certificates()), null);
      case TlsTrust.Fingerprint pinned ->
          context.init(null, new TrustManager[] {new PinnedTrust(pinned.sha256())}, null);
    }
    return context;
  }

  private static TrustManager[] managers(Path file) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream input = Files.newInputStream(file)) {
      int count = 0;
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(input)) {
        store.setCertificateEntry("authority-" + count++, one);
      }
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  /* Extended, so that the runtime adds no check of the host name of its own. */
  private static final class PinnedTrust extends X509ExtendedTrustManager {
    private final String sha256;

    PinnedTrust(String sha256) {
      this.sha256 = sha256;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
      try {
        byte[] digest =
            MessageDigest.getInstance("SHA-256").digest(chain[0].getEncoded());
        if (!HexFormat.of().formatHex(digest).equals(sha256)) {
          throw new CertificateException("the camera shows another certificate");
        }
      } catch (CertificateEncodingException e) {
        throw e;
      } catch (GeneralSecurityException e) {
        throw new CertificateException(e);
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("this is no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      throw new CertificateException("this is no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      throw new CertificateException("this is no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
