package io.facegate.access.tls;

import java.nio.file.Path;
import java.util.List;

/** Where the certificate that callers see comes from. */
public sealed interface TlsIdentity {

  /**
   * An authority of our own, which callers have to trust; made on first use.
   *
   * @param folder keeps its files; their keys are readable by nobody but their owner
   * @param names host names and IP addresses by which this machine is called, beside the vendors'
   *     and those it finds out itself; default none
   */
  record OwnAuthority(Path folder, List<String> names) implements TlsIdentity {}

  /**
   * Files of the operator, in PEM.
   *
   * @param chain our certificate, then those of the authorities between it and a trusted one
   * @param key its private key, not encrypted
   */
  record OperatorFiles(Path chain, Path key) implements TlsIdentity {}
}
