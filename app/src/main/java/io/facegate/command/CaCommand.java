package io.facegate.command;

import io.facegate.access.tls.CertificateAuthority;
import io.facegate.access.tls.TlsIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code facegate ca}: prints the certificate that callers are to trust. */
@Command(name = "ca")
final class CaCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private final ConfigOption config = new ConfigOption();

  CaCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    switch (context.configurationOfOwner(config.file()).https().identity()) {
      case TlsIdentity.OwnAuthority own -> {
        CertificateAuthority authority = new CertificateAuthority(own, Clock.systemUTC());
        authority.server();
        context.out().print(Files.readString(authority.authorityFile()));
      }
      case TlsIdentity.OperatorFiles files ->
          throw context.failure(ExitCode.WRONG_USE, "ca.ownCertificate", files.chain());
    }
    return ExitCode.DONE.number();
  }
}
