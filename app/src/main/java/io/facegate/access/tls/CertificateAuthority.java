package io.facegate.access.tls;

import io.facegate.access.FolderLock;
import io.facegate.access.KeyStoreException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.security.auth.x500.X500Principal;

/**
 * An authority of our own in a folder, and the certificate that it gives to this machine. Its
 * files: {@code authority.pem}, which callers are made to trust; {@code authority-key.pem} and
 * {@code server.pem}, which nobody but their owner may read.
 */
public final class CertificateAuthority {
  private static final Logger LOG = System.getLogger(CertificateAuthority.class.getName());
  private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
  /* More than Apple's systems believe of an authority that a user has added. */
  private static final Duration SERVER_LIFE = Duration.ofDays(825);
  /* Callers do not notice a renewal, so it comes early: no service runs a year on end. */
  private static final Duration RENEWAL = Duration.ofDays(365);

  private final TlsIdentity.OwnAuthority identity;
  private final InstantSource clock;
  private final CertificateMaker maker = new CertificateMaker();

  /** The authority of a folder, which is made with everything in it when it does not exist. */
  public CertificateAuthority(TlsIdentity.OwnAuthority identity, InstantSource clock) {
    this.identity = identity;
    this.clock = clock;
  }

  /** The file to be handed to callers, who are to trust it. */
  public Path authorityFile() {
    return identity.folder().resolve("authority.pem");
  }

  /**
   * The certificate of this machine: the one on disk, or a new one when that comes to its end or
   * lacks a name.
   *
   * @throws TlsException when files are damaged, missing, or open to others, or when the authority
   *     was not made for one of the configured names
   */
  public ServerCertificate server() {
    try {
      Files.createDirectories(identity.folder());
      /* The service and the operator's command may both come first. */
      try (FolderLock _ = FolderLock.take(identity.folder().resolve("lock"))) {
        return serverOfLocked();
      }
    } catch (IOException | KeyStoreException fault) {
      throw new TlsException("cannot use the folder " + identity.folder(), fault);
    }
  }

  private ServerCertificate serverOfLocked() {
    ServerCertificate authority = authority();
    Set<String> names = names(authority.leaf());
    Optional<ServerCertificate> present = present(authority.leaf(), names);
    if (present.isPresent()) {
      return present.get();
    }
    Instant now = clock.instant();
    Duration left = Duration.between(now, authority.end());
    ServerCertificate made =
        maker.server(
            new X500Principal("CN=facegate"),
            names.stream().map(ServerNames::general).toList(),
            authority,
            now,
            left.compareTo(SERVER_LIFE) < 0 ? left : SERVER_LIFE);
    PemFiles.write(serverFile(), made);
    LOG.log(Level.INFO, "made a server certificate until {0} for {1}", made.end(), names);
    return made;
  }

  private ServerCertificate authority() {
    if (!Files.exists(keyFile())) {
      return newAuthority();
    }
    ServerCertificate authority = PemFiles.readPrivate(keyFile());
    Duration left = Duration.between(clock.instant(), authority.end());
    if (left.isNegative()) {
      throw new TlsException(
          "the authority in " + identity.folder() + " ended at " + authority.end()
              + "; remove the folder to make a new one, which callers then have to trust");
    }
    if (left.compareTo(RENEWAL) < 0) {
      LOG.log(Level.WARNING, "the authority that callers trust ends at {0}", authority.end());
    }
    if (!Files.exists(authorityFile())) {
      publish(authority.leaf());
    }
    return authority;
  }

  private ServerCertificate newAuthority() {
    if (Files.exists(authorityFile())) {
      throw new TlsException(
          keyFile() + " is missing; bring it back, or remove " + authorityFile()
              + " to make a new authority, which callers then have to trust");
    }
    Set<String> names = new TreeSet<>(ServerNames.own());
    names.addAll(identity.names());
    Instant now = clock.instant();
    ServerCertificate made =
        maker.authority(
            new X500Principal("CN=facegate authority " + UUID.randomUUID()),
            PermittedNames.forMachine(names),
            now,
            AUTHORITY_LIFE);
    PemFiles.write(keyFile(), made);
    publish(made.leaf());
    LOG.log(Level.INFO, "made an authority for callers to trust: {0}", authorityFile());
    return made;
  }

  private void publish(X509Certificate authority) {
    PemFiles.write(authorityFile(), authority);
    try {
      Files.setPosixFilePermissions(
          authorityFile(), PosixFilePermissions.fromString("rw-r--r--"));
    } catch (IOException fault) {
      throw new TlsException("cannot open " + authorityFile() + " to others", fault);
    }
  }

  private Set<String> names(X509Certificate authority) {
    PermittedNames permitted = PermittedNames.of(authority);
    Set<String> names = new LinkedHashSet<>(ServerNames.VENDORS);
    for (String name : ServerNames.own()) {
      if (permitted.include(name)) {
        names.add(name);
      } else {
        LOG.log(Level.WARNING, "the authority was not made for {0}, which is left out", name);
      }
    }
    for (String name : identity.names()) {
      if (!permitted.include(name)) {
        throw new TlsException(
            "the authority in " + identity.folder() + " was not made for " + name
                + "; remove the folder to make a new one, which callers then have to trust");
      }
      names.add(ServerNames.plain(name));
    }
    return names;
  }

  private Optional<ServerCertificate> present(X509Certificate authority, Set<String> names) {
    if (!Files.exists(serverFile())) {
      return Optional.empty();
    }
    try {
      ServerCertificate present = PemFiles.readPrivate(serverFile());
      boolean ours = present.chain().getLast().equals(authority);
      boolean named = ServerNames.in(present.leaf()).containsAll(names);
      Duration left = Duration.between(clock.instant(), present.end());
      return ours && named && left.compareTo(RENEWAL) >= 0
          ? Optional.of(present)
          : Optional.empty();
    } catch (TlsException damaged) {
      LOG.log(Level.WARNING, "the server certificate cannot be read, and is replaced", damaged);
      return Optional.empty();
    }
  }

  private Path keyFile() {
    return identity.folder().resolve("authority-key.pem");
  }

  private Path serverFile() {
    return identity.folder().resolve("server.pem");
  }
}
