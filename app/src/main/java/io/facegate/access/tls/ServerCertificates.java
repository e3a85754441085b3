package io.facegate.access.tls;

import java.time.InstantSource;

/** Brings up the certificate that callers see. */
public final class ServerCertificates {
  private ServerCertificates() {}

  /**
   * Reads or makes it. Calling again later brings a renewed one when its time has come.
   *
   * @throws TlsException when that cannot be
   */
  public static ServerCertificate open(TlsIdentity identity, InstantSource clock) {
    return switch (identity) {
      case TlsIdentity.OwnAuthority own -> new CertificateAuthority(own, clock).server();
      case TlsIdentity.OperatorFiles files ->
          OperatorCertificate.load(files, clock.instant());
    };
  }
}
