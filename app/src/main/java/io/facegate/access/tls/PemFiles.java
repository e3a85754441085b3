package io.facegate.access.tls;

import io.facegate.access.AtomicFile;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;

/** Certificates and keys as text (RFC 7468). */
final class PemFiles {
  private static final long BYTES_MAX = 1 << 20;

  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private PemFiles() {}

  /**
   * Reads all certificates of a file, in its order.
   *
   * @throws TlsException when there is none
   */
  static List<X509Certificate> certificates(Path file) {
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      for (Object part : parts(file)) {
        if (part instanceof X509CertificateHolder holder) {
          certificates.add(new JcaX509CertificateConverter().getCertificate(holder));
        }
      }
    } catch (CertificateException fault) {
      throw new TlsException("cannot read the certificates of " + file, fault);
    }
    if (certificates.isEmpty()) {
      throw new TlsException(file + " holds no certificate in PEM");
    }
    return certificates;
  }

  /**
   * Reads the private key of a file.
   *
   * @throws TlsException when there is none, or it is encrypted
   */
  static PrivateKey key(Path file) {
    try {
      for (Object part : parts(file)) {
        if (part instanceof PrivateKeyInfo info) {
          return new JcaPEMKeyConverter().getPrivateKey(info);
        }
        if (part instanceof PEMKeyPair pair) {
          return new JcaPEMKeyConverter().getKeyPair(pair).getPrivate();
        }
      }
    } catch (PEMException fault) {
      throw new TlsException("cannot read the private key of " + file, fault);
    }
    throw new TlsException(file + " holds no private key in PEM, or an encrypted one");
  }

  /**
   * Reads what {@link #write(Path, ServerCertificate)} wrote.
   *
   * @throws TlsException when it is damaged, or open to others than its owner
   */
  static ServerCertificate readPrivate(Path file) {
    try {
      if (!OWNER.containsAll(Files.getPosixFilePermissions(file))) {
        throw new TlsException("others than its owner may use " + file + "; chmod 600 it");
      }
    } catch (IOException fault) {
      throw new TlsException("cannot read " + file, fault);
    }
    return new ServerCertificate(key(file), certificates(file));
  }

  /** Writes a key and the certificates that belong to it into one file, closed to others. */
  static void write(Path file, ServerCertificate certificate) {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(new JcaPKCS8Generator(certificate.key(), null));
      for (X509Certificate link : certificate.chain()) {
        writer.writeObject(link);
      }
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    write(file, text.toString());
  }

  /** Writes a certificate that anybody may read. */
  static void write(Path file, X509Certificate certificate) {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(certificate);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    write(file, text.toString());
  }

  private static void write(Path file, String text) {
    try {
      AtomicFile.write(file, text.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException fault) {
      throw new TlsException("cannot write " + file, fault);
    }
  }

  private static List<Object> parts(Path file) {
    List<Object> parts = new ArrayList<>();
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw new TlsException(file + " is too large for a file of certificates");
      }
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      try (PEMParser parser = new PEMParser(new StringReader(text))) {
        for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
          parts.add(part);
        }
      }
    } catch (IOException fault) {
      throw new TlsException("cannot read " + file, fault);
    }
    return parts;
  }
}
