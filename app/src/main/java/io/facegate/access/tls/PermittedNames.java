package io.facegate.access.tls;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/** The names for which an authority can vouch (RFC 5280, section 4.2.1.10). */
final class PermittedNames {
  /* Domains that are nobody's on the public network (RFC 6762, RFC 8375), and what many call their
  own network. */
  private static final List<String> PRIVATE_DOMAINS =
      List.of("localhost", "local", "home.arpa", "internal", "lan");
  private static final List<String> PRIVATE_ADDRESSES =
      List.of(
          "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
          "192.168.0.0/16", "::1/128", "fc00::/7", "fe80::/10");

  private final PKIXNameConstraintValidator validator;

  private PermittedNames(PKIXNameConstraintValidator validator) {
    this.validator = validator;
  }

  /** What an authority of ours vouches for: vendors' hosts, private networks, and some more. */
  static Collection<GeneralName> forMachine(Collection<String> names) {
    List<GeneralName> permitted = new ArrayList<>();
    for (String name : ServerNames.VENDORS) {
      permitted.add(new GeneralName(GeneralName.dNSName, name));
    }
    for (String name : PRIVATE_DOMAINS) {
      permitted.add(new GeneralName(GeneralName.dNSName, name));
    }
    for (String block : PRIVATE_ADDRESSES) {
      permitted.add(new GeneralName(GeneralName.iPAddress, block));
    }
    for (String name : names) {
      String plain = ServerNames.plain(name);
      String wholeAddress = plain.indexOf(':') < 0 ? "/32" : "/128";
      permitted.add(
          ServerNames.isAddress(plain)
              ? new GeneralName(GeneralName.iPAddress, plain + wholeAddress)
              : ServerNames.general(plain));
    }
    return permitted;
  }

  /** What is written in the certificate of an authority. */
  static PermittedNames of(X509Certificate authority) {
    PKIXNameConstraintValidator validator = new PKIXNameConstraintValidator();
    byte[] extension = authority.getExtensionValue(Extension.nameConstraints.getId());
    if (extension != null) {
      try {
        ASN1Primitive value = JcaX509ExtensionUtils.parseExtensionValue(extension);
        validator.intersectPermittedSubtree(
            NameConstraints.getInstance(value).getPermittedSubtrees());
      } catch (IOException fault) {
        throw new TlsException("cannot read for which names an authority was made", fault);
      }
    }
    return new PermittedNames(validator);
  }

  /** Whether a name is among them. */
  boolean include(String name) {
    try {
      validator.checkPermitted(ServerNames.general(name));
      return true;
    } catch (NameConstraintValidatorException outside) {
      return false;
    }
  }
}
