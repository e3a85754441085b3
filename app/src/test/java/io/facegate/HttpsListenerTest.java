package io.facegate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.access.tls.CertificateAuthority;
import io.facegate.access.tls.TlsIdentity;
import io.facegate.config.GatewayConfig.HttpsConfig;
import io.facegate.core.FaceService;
import io.facegate.dialect.Admission;
import io.facegate.dialect.Credentials;
import io.facegate.dialect.DialectHost;
import io.facegate.dialect.HttpLimits;
import io.facegate.dialect.KeyedDialect;
import io.facegate.testing.Trust;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpsListenerTest {
  @TempDir private Path folder;

  @Test
  void newCertificateIsShownWithoutRestart() throws Exception {
    CertificateAuthority first = authority("first");
    CertificateAuthority second = authority("second");
    Path file = folder.resolve("server.pem");
    Files.copy(folder.resolve("first/server.pem"), file);
    TlsIdentity identity = new TlsIdentity.OperatorFiles(file, file);
    HttpsConfig config = new HttpsConfig(true, "127.0.0.1", 0, identity);
    try (HttpsListener listener = new HttpsListener(config, InstantSource.system())) {
      WebServer server = server(listener);
      try {
        assertEquals(first.server().leaf(), shown(server, first));
        Files.writeString(file, "no certificate");
        listener.look();
        assertEquals(first.server().leaf(), shown(server, first));
        assertEquals(first.server().leaf(), listener.certificate());
        Files.copy(
            folder.resolve("second/server.pem"), file, StandardCopyOption.REPLACE_EXISTING);
        listener.look();
        assertEquals(second.server().leaf(), shown(server, second));
        assertEquals(second.server().leaf(), listener.certificate());
      } finally {
        server.stop();
      }
    }
  }

  @Test
  void healthEndsTwoWeeksBeforeTheCertificate() throws IOException {
    authority("own");
    TlsIdentity own = new TlsIdentity.OwnAuthority(folder.resolve("own"), List.of());
    HttpsConfig config = new HttpsConfig(true, "127.0.0.1", 0, own);
    try (HttpsListener now = new HttpsListener(config, InstantSource.system())) {
      assertTrue(now.health().state().get().up());
      assertFalse(now.health().vital());
      Path file = folder.resolve("own/server.pem");
      HttpsConfig files =
          new HttpsConfig(true, "127.0.0.1", 0, new TlsIdentity.OperatorFiles(file, file));
      InstantSource late = InstantSource.fixed(now.end().minus(Duration.ofDays(13)));
      try (HttpsListener later = new HttpsListener(files, late)) {
        assertFalse(later.health().state().get().up());
      }
    }
  }

  private CertificateAuthority authority(String name) {
    CertificateAuthority authority =
        new CertificateAuthority(
            new TlsIdentity.OwnAuthority(folder.resolve(name), List.of()), Clock.systemUTC());
    authority.server();
    return authority;
  }

  private static WebServer server(HttpsListener listener) {
    FaceService nothing =
        (FaceService)
            Proxy.newProxyInstance(
                HttpsListenerTest.class.getClassLoader(),
                new Class<?>[] {FaceService.class},
                (proxy, method, arguments) -> {
                  throw new IllegalStateException(method.getName());
                });
    DialectHost host =
        new DialectHost(
            List.of(new KeyedDialect("aip", Credentials.ACCESS_TOKEN)),
            nothing,
            (request, credentials, dialect) -> Admission.to("gate"),
            (dialect, operation, outcome, took) -> {},
            HttpLimits.defaults());
    HttpRouting.Builder routing = HttpRouting.builder();
    host.mount(routing);
    var builder =
        DialectHost.server()
            .address(InetAddress.getLoopbackAddress())
            .port(0)
            .routing(HttpRouting.builder())
            .putSocket(HttpsListener.SOCKET, socket -> listener.configure(socket, host))
            .routing(HttpsListener.SOCKET, routing);
    host.guard(builder);
    return builder.build().start();
  }

  private static Certificate shown(WebServer server, CertificateAuthority trusted)
      throws Exception {
    try (SSLSocket socket =
        (SSLSocket)
            Trust.in(trusted.authorityFile())
                .getSocketFactory()
                .createSocket("localhost", server.port(HttpsListener.SOCKET))) {
      socket.setSoTimeout(20_000);
      socket.startHandshake();
      return socket.getSession().getPeerCertificates()[0];
    }
  }
}
