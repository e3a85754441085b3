package io.facegate.dialect;

import io.facegate.access.tls.CertificateAuthority;
import io.facegate.access.tls.TlsIdentity;
import io.facegate.testing.Trust;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A dialect on a TLS socket of this machine, and clients that trust it. */
final class SecureServer implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;

  private final CertificateAuthority authority;
  private final WebServer server;

  SecureServer(Path folder, Gatekeeper gatekeeper, HttpLimits limits) {
    authority =
        new CertificateAuthority(
            new TlsIdentity.OwnAuthority(folder, List.of()), Clock.systemUTC());
    SSLContext context = authority.server().sslContext();
    DialectHost host =
        new DialectHost(
            List.of(
                new KeyedDialect("aip", Credentials.ACCESS_TOKEN),
                new KeyedDialect("youtu", Credentials.YOUTU_SIGNATURE)),
            new CannedFaceService().service(),
            gatekeeper,
            (dialect, operation, outcome, took) -> {},
            limits);
    HttpRouting.Builder routing = HttpRouting.builder();
    host.mount(routing);
    WebServerConfig.Builder builder =
        DialectHost.server()
            .address(InetAddress.getLoopbackAddress())
            .port(0)
            .routing(routing);
    host.guardSecure(builder, () -> context);
    server = builder.build().start();
  }

  int port() {
    return server.port();
  }

  Path authorityFile() {
    return authority.authorityFile();
  }

  HttpClient client(HttpClient.Version version) throws Exception {
    return HttpClient.newBuilder().sslContext(Trust.in(authorityFile())).version(version).build();
  }

  /** A TCP connection without anything on it. */
  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  /** A TLS connection for a protocol, its handshake done. */
  SSLSocket connect(String protocol) throws Exception {
    SSLSocket socket =
        (SSLSocket)
            Trust.in(authorityFile())
                .getSocketFactory()
                .createSocket(connect(), "localhost", port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {protocol});
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  @Override
  public void close() {
    server.stop();
  }
}
