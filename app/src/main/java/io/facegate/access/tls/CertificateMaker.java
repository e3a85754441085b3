package io.facegate.access.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes certificates (RFC 5280) with keys on the curve P-256, signed by ECDSA with SHA-256. */
final class CertificateMaker {
  private static final int SERIAL_BITS = 126;
  /* Clocks of callers may be behind. */
  private static final Duration EARLIER = Duration.ofDays(1);

  private final SecureRandom random = new SecureRandom();

  /**
   * Makes an authority that can only vouch for some names: whoever steals its key cannot pose as
   * anybody else.
   *
   * @param names hosts with all below them, and blocks of addresses
   */
  ServerCertificate authority(
      X500Principal name, Collection<GeneralName> names, Instant now, Duration life) {
    KeyPair pair = keyPair();
    JcaX509v3CertificateBuilder draft = draft(name, name, pair.getPublic(), now, life);
    GeneralSubtree[] permitted =
        names.stream().map(GeneralSubtree::new).toArray(GeneralSubtree[]::new);
    try {
      JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
      draft.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      draft.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      draft.addExtension(
          Extension.nameConstraints, true, new NameConstraints(permitted, null));
      draft.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          ids.createSubjectKeyIdentifier(pair.getPublic()));
      return new ServerCertificate(pair.getPrivate(), List.of(signed(draft, pair)));
    } catch (GeneralSecurityException | IOException fault) {
      throw new TlsException("cannot make an authority", fault);
    }
  }

  /** Makes a certificate for a server. */
  ServerCertificate server(
      X500Principal name,
      Collection<GeneralName> names,
      ServerCertificate authority,
      Instant now,
      Duration life) {
    KeyPair pair = keyPair();
    X509Certificate issuer = authority.leaf();
    JcaX509v3CertificateBuilder draft =
        draft(issuer.getSubjectX500Principal(), name, pair.getPublic(), now, life);
    try {
      JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
      draft.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      draft.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      draft.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
      draft.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(names.toArray(GeneralName[]::new)));
      draft.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          ids.createSubjectKeyIdentifier(pair.getPublic()));
      draft.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          ids.createAuthorityKeyIdentifier(issuer.getPublicKey()));
      KeyPair signing = new KeyPair(issuer.getPublicKey(), authority.key());
      return new ServerCertificate(pair.getPrivate(), List.of(signed(draft, signing), issuer));
    } catch (GeneralSecurityException | IOException fault) {
      throw new TlsException("cannot make a certificate", fault);
    }
  }

  private JcaX509v3CertificateBuilder draft(
      X500Principal issuer, X500Principal name, PublicKey key, Instant now, Duration life) {
    BigInteger serial = new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS);
    Date start = Date.from(now.minus(EARLIER));
    return new JcaX509v3CertificateBuilder(
        issuer, serial, start, Date.from(now.plus(life)), name, key);
  }

  private static X509Certificate signed(JcaX509v3CertificateBuilder draft, KeyPair signing)
      throws GeneralSecurityException {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              draft.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(signing.getPrivate())));
    } catch (OperatorCreationException fault) {
      throw new TlsException("cannot sign a certificate", fault);
    }
  }

  private KeyPair keyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
