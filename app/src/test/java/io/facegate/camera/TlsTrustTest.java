package io.facegate.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cameras with certificates that nobody has signed. */
class TlsTrustTest {
  private static final char[] SECRET = "change it".toCharArray();

  private static KeyStore selfSigned(Path folder) throws Exception {
    Path file = folder.resolve("camera.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-keystore", file.toString(), "-storepass", new String(SECRET),
                "-alias", "camera", "-keyalg", "EC", "-dname", "CN=localhost",
                "-ext", "SAN=dns:localhost")
            .inheritIO()
            .start();
    assertEquals(0, keytool.waitFor());
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream input = Files.newInputStream(file)) {
      store.load(input, SECRET);
    }
    return store;
  }

  private static SSLContext context(KeyStore store) throws Exception {
    KeyManagerFactory keys =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, SECRET);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private static int fetch(RudeServer server, TlsTrust trust) throws IOException {
    SourceConfig.Snapshot config =
        new SourceConfig.Snapshot(
            server.address("https", "/"),
            null,
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            1000,
            trust);
    try (SnapshotClient client = new SnapshotClient(config)) {
      return client.fetch().status();
    }
  }

  @Test
  void onlyTheExpectedCertificateIsTrusted(@TempDir Path folder) throws Exception {
    KeyStore store = selfSigned(folder);
    Certificate certificate = store.getCertificate("camera");
    String print =
        HexFormat.ofDelimiter(":")
            .withUpperCase()
            .formatHex(
                MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    Path pem = folder.resolve("camera.pem");
    Files.writeString(
        pem,
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
            + "\n-----END CERTIFICATE-----\n");
    try (RudeServer server =
        new RudeServer(
            context(store).getServerSocketFactory(),
            talk -> {
              while (talk.hear().isPresent()) {
                talk.say("200 OK", new byte[] {1});
              }
            })) {
      assertEquals(200, fetch(server, new TlsTrust.Fingerprint(print)));
      assertEquals(200, fetch(server, new TlsTrust.OwnAuthority(pem)));
      assertThrows(
          SSLException.class, () -> fetch(server, new TlsTrust.Fingerprint("00".repeat(32))));
      assertThrows(SSLException.class, () -> fetch(server, new TlsTrust.Authorities()));
    }
    assertThrows(IllegalArgumentException.class, () -> new TlsTrust.Fingerprint("1234"));
  }
}
