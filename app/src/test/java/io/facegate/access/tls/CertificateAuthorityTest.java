package io.facegate.access.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.access.SetClock;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateAuthorityTest {
  private final SetClock clock = new SetClock("2026-11-21T10:00:00Z");

  @TempDir Path folder;

  @Test
  void callersWhoTrustTheAuthorityReachEveryVendorHost() throws Exception {
    CertificateAuthority authority = authority(Clock.systemUTC(), "gate.example.org");
    SSLContext server = authority.server().sslContext();
    SSLContext caller = trusting(authority.authorityFile());
    for (String host : ServerNames.VENDORS) {
      assertEquals(42, shakeHands(server, caller, host));
    }
    for (String host : List.of("gate.example.org", "localhost", "127.0.0.1")) {
      assertEquals(42, shakeHands(server, caller, host));
    }
    assertThrows(SSLException.class, () -> shakeHands(server, caller, "bank.example.org"));
    assertThrows(
        SSLException.class,
        () -> shakeHands(server, SSLContext.getDefault(), "aip.baidubce.com"));
  }

  @Test
  void filesStayAndKeysAreClosedToOthers() throws IOException {
    ServerCertificate made = authority(clock).server();
    assertEquals(made.leaf(), authority(clock).server().leaf());
    assertEquals("rw-------", mode("server.pem"));
    assertEquals("rw-------", mode("authority-key.pem"));
    assertEquals("rw-r--r--", mode("authority.pem"));
    assertFalse(Files.readString(folder.resolve("authority.pem")).contains("PRIVATE"));
    Files.setPosixFilePermissions(
        folder.resolve("authority-key.pem"), PosixFilePermissions.fromString("rw-r--r--"));
    assertThrows(TlsException.class, () -> authority(clock).server());
  }

  @Test
  void whoComesAtOnceMakesOneAuthority() throws Exception {
    try (ExecutorService many = Executors.newFixedThreadPool(8)) {
      List<Callable<ServerCertificate>> makers =
          Collections.nCopies(8, () -> authority(clock).server());
      Set<X509Certificate> made = new HashSet<>();
      for (Future<ServerCertificate> one : many.invokeAll(makers)) {
        made.addAll(one.get().chain());
      }
      assertEquals(2, made.size());
    }
  }

  @Test
  void certificateIsOfTheKindThatCallersBelieve() throws Exception {
    ServerCertificate made = authority(clock).server();
    X509Certificate leaf = made.leaf();
    assertEquals(-1, leaf.getBasicConstraints());
    assertEquals(List.of("1.3.6.1.5.5.7.3.1"), leaf.getExtendedKeyUsage());
    assertEquals("EC", leaf.getPublicKey().getAlgorithm());
    assertEquals("SHA256withECDSA", leaf.getSigAlgName());
    assertTrue(ServerNames.in(leaf).containsAll(ServerNames.VENDORS));
    Duration life =
        Duration.between(leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant());
    assertTrue(life.toDays() <= 826, life.toString());
    X509Certificate issuer = made.chain().get(1);
    leaf.verify(issuer.getPublicKey());
    assertEquals(0, issuer.getBasicConstraints());
    assertTrue(issuer.getCriticalExtensionOIDs().contains("2.5.29.30"), "limited to our names");
  }

  @Test
  void certificateIsRenewedInTimeUnderTheSameAuthority() {
    ServerCertificate first = authority(clock).server();
    clock.pass(Duration.ofDays(459));
    assertEquals(first.leaf(), authority(clock).server().leaf());
    clock.pass(Duration.ofDays(2));
    ServerCertificate second = authority(clock).server();
    assertNotEquals(first.leaf(), second.leaf());
    assertEquals(first.chain().get(1), second.chain().get(1));
    assertTrue(second.end().isAfter(first.end()));
    clock.pass(Duration.ofDays(3650));
    assertThrows(TlsException.class, () -> authority(clock).server());
  }

  @Test
  void newNameBringsANewCertificateIfTheAuthorityMayVouchForIt() throws IOException {
    ServerCertificate first = authority(clock).server();
    ServerCertificate second = authority(clock, "gate7.lan", "10.9.8.7", "fd00::7").server();
    assertNotEquals(first.leaf(), second.leaf());
    assertTrue(
        ServerNames.in(second.leaf())
            .containsAll(List.of("gate7.lan", "10.9.8.7", ServerNames.plain("fd00::7"))));
    for (String foreign : List.of("bank.example.org", "8.8.8.8", "baidubce.com")) {
      assertThrows(TlsException.class, () -> authority(clock, foreign).server());
    }
    assertThrows(RuntimeException.class, () -> authority(clock, "no name").server());
  }

  @Test
  void damagedServerFileIsReplacedAndDamagedAuthorityRefused() throws IOException {
    authority(clock).server();
    Files.writeString(folder.resolve("server.pem"), "rubbish");
    authority(clock).server();
    assertTrue(Files.readString(folder.resolve("server.pem")).contains("PRIVATE KEY"));
    Files.delete(folder.resolve("authority.pem"));
    authority(clock).server();
    assertTrue(Files.exists(folder.resolve("authority.pem")));
    Files.writeString(folder.resolve("authority-key.pem"), "rubbish");
    assertThrows(TlsException.class, () -> authority(clock).server());
    Files.delete(folder.resolve("authority-key.pem"));
    assertThrows(TlsException.class, () -> authority(clock).server());
  }

  @Test
  void operatorsFilesAreCheckedAndTaken(@TempDir Path other) throws Exception {
    ServerCertificate made = authority(clock).server();
    Path file = folder.resolve("server.pem");
    ServerCertificate loaded =
        ServerCertificates.open(new TlsIdentity.OperatorFiles(file, file), clock);
    assertEquals(made.chain(), loaded.chain());
    loaded.sslContext();
    Path foreign = other.resolve("server.pem");
    new CertificateAuthority(new TlsIdentity.OwnAuthority(other, List.of()), clock).server();
    assertRefused(new TlsIdentity.OperatorFiles(file, foreign));
    assertRefused(new TlsIdentity.OperatorFiles(folder.resolve("authority.pem"), file));
    assertRefused(new TlsIdentity.OperatorFiles(file, folder.resolve("authority.pem")));
    assertRefused(new TlsIdentity.OperatorFiles(folder.resolve("absent.pem"), file));
    Path mixed = folder.resolve("mixed.pem");
    Files.writeString(
        mixed, Files.readString(file).replaceAll("(?s)(.*)-----BEGIN CERT.*", "$1")
            + Files.readString(other.resolve("authority.pem")));
    assertRefused(new TlsIdentity.OperatorFiles(mixed, file));
  }

  private void assertRefused(TlsIdentity.OperatorFiles files) {
    assertThrows(TlsException.class, () -> ServerCertificates.open(files, clock));
  }

  private CertificateAuthority authority(Clock time, String... names) {
    return new CertificateAuthority(
        new TlsIdentity.OwnAuthority(folder, List.of(names)), time);
  }

  private String mode(String file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)));
  }

  private static SSLContext trusting(Path authority) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(authority)) {
      store.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  private static int shakeHands(SSLContext server, SSLContext caller, String host)
      throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (SSLServerSocket listener =
            (SSLServerSocket) server.getServerSocketFactory().createServerSocket(0, 1, loopback);
        ExecutorService answering = Executors.newVirtualThreadPerTaskExecutor();
        Socket plain = new Socket(loopback, listener.getLocalPort());
        SSLSocket socket =
            (SSLSocket) caller.getSocketFactory().createSocket(plain, host, 443, false)) {
      answering.execute(() -> answer(listener));
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.setSoTimeout(10_000);
      return socket.getInputStream().read();
    }
  }

  private static void answer(SSLServerSocket listener) {
    try (Socket socket = listener.accept()) {
      socket.getOutputStream().write(42);
    } catch (IOException refused) {
      assertTrue(refused instanceof SSLException || refused instanceof SocketException);
    }
  }
}
