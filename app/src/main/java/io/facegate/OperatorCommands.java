package io.facegate;

import io.facegate.access.KeyCommands;
import io.facegate.access.KeyStore;
import io.facegate.access.tls.CertificateAuthority;
import io.facegate.access.tls.TlsIdentity;
import io.facegate.config.GatewayConfig;
import io.facegate.config.GatewayConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the operator does beside the service, whether it runs or not: makes and revokes API keys,
 * and takes the certificate that callers have to trust. Each answer is text for the terminal.
 */
final class OperatorCommands {
  /** How to say it. */
  static final String USAGE =
      KeyCommands.USAGE.replace("keys ", "facegate keys ").indent(2)
          + """
            facegate ca               prints the certificate that callers are to trust

            keys and ca act on the configuration of the service: --config FILE, or what
            FACEGATE_CONFIG names, or else /etc/facegate/facegate.yaml.
          """;

  private static final Path USUAL_CONFIG = Path.of("/etc/facegate/facegate.yaml");

  private final Map<String, String> environment;

  OperatorCommands(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Whether words are a command of this kind. */
  static boolean include(List<String> words) {
    return !words.isEmpty() && List.of("keys", "ca").contains(words.getFirst());
  }

  /**
   * Does what the words say.
   *
   * @throws IllegalArgumentException when they make no sense; the message tells why
   */
  String run(List<String> words) throws IOException {
    List<String> rest = new ArrayList<>(words);
    Path file =
        configFile(rest, environment)
            .orElseThrow(
                () -> new IllegalArgumentException("which configuration? say --config FILE"));
    GatewayConfig config = new GatewayConfigReader(environment).read(file);
    checkUser(config.data());
    if (rest.getFirst().equals("keys")) {
      KeyStore keys = KeyStore.open(config.keys(), InstantSource.system());
      return new KeyCommands(keys).run(rest.subList(1, rest.size()));
    }
    if (rest.size() > 1) {
      throw new IllegalArgumentException("ca takes nothing but --config FILE");
    }
    return authority(config.https().identity());
  }

  /**
   * The configuration that the words name, or else the environment, or else the usual one if it is
   * there; the words lose what was read.
   *
   * @throws IllegalArgumentException when the words ask for one without naming it
   */
  static Optional<Path> configFile(List<String> words, Map<String, String> environment) {
    return Words.taken(words, "--config")
        .or(() -> Optional.ofNullable(environment.get("FACEGATE_CONFIG")))
        .filter(name -> !name.isBlank())
        .map(Path::of)
        .or(() -> Optional.of(USUAL_CONFIG).filter(Files::exists));
  }

  /* The service could not read what root had made for it. */
  private static void checkUser(Path data) throws IOException {
    if (Files.exists(data)) {
      String owner = Files.getOwner(data).getName();
      if (System.getProperty("user.name").equals("root") && !owner.equals("root")) {
        throw new IllegalArgumentException(
            "%s belongs to %s: sudo -u %s facegate ...".formatted(data, owner, owner));
      }
    }
  }

  private static String authority(TlsIdentity identity) throws IOException {
    return switch (identity) {
      case TlsIdentity.OwnAuthority own -> {
        CertificateAuthority authority = new CertificateAuthority(own, Clock.systemUTC());
        authority.server();
        yield Files.readString(authority.authorityFile());
      }
      case TlsIdentity.OperatorFiles files ->
          throw new IllegalArgumentException(
              "the configuration names your own certificate, %s; callers are to trust whoever"
                      .formatted(files.chain())
                  + " signed it");
    };
  }
}
