package io.facegate.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a broker is set up with: passwords, and certificates of an authority made for the test. */
public final class BrokerFiles {
  private final Path folder;

  /** Files of a folder of the test. */
  public BrokerFiles(Path folder) {
    this.folder = folder;
  }

  /** Runs a tool in the folder, which must succeed. */
  public void run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("tool.log").toFile())
            .start();
    assertEquals(0, process.waitFor(), () -> String.join(" ", command));
  }

  /** The broker's configuration by which it asks for the one password there is. */
  public List<String> password(String user, String password)
      throws IOException, InterruptedException {
    Path passwords = folder.resolve("passwords");
    run("mosquitto_passwd", "-b", "-c", passwords.toString(), user, password);
    return List.of("allow_anonymous false", "password_file " + passwords);
  }

  /** Makes an authority of a name: {@code NAME.crt} and {@code NAME.key}. */
  public Path authority(String name) throws IOException, InterruptedException {
    run(
        "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
        "/CN=" + name, "-keyout", name + ".key", "-out", name + ".crt");
    return folder.resolve(name + ".crt");
  }

  /**
   * Makes an authority, {@code ca}, and certificates of {@code server} and {@code client}.
   *
   * @param name of the server, as {@code DNS:localhost}
   */
  public void certificates(String name) throws IOException, InterruptedException {
    authority("ca");
    issue("server", name);
    issue("client", "DNS:gate");
  }

  private void issue(String file, String name) throws IOException, InterruptedException {
    run(
        "openssl", "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=" + file, "-keyout",
        file + ".key", "-out", file + ".csr");
    Files.writeString(folder.resolve("san"), "subjectAltName=" + name + "\n");
    run(
        "openssl", "x509", "-req", "-in", file + ".csr", "-CA", "ca.crt", "-CAkey", "ca.key",
        "-CAcreateserial", "-days", "2", "-extfile", "san", "-out", file + ".crt");
  }

  /**
   * The broker's configuration for TLS with {@link #certificates}.
   *
   * @param clientToo whether clients must show a certificate, too
   */
  public List<String> tls(boolean clientToo) {
    return List.of(
        "allow_anonymous true",
        "cafile " + folder.resolve("ca.crt"),
        "certfile " + folder.resolve("server.crt"),
        "keyfile " + folder.resolve("server.key"),
        "require_certificate " + clientToo);
  }
}
