package io.facegate.access.tls;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.bouncycastle.asn1.x509.GeneralName;

/** The names under which callers reach us. */
public final class ServerNames {
  /** The vendors' hosts, for which unchanged clients take us. */
  public static final List<String> VENDORS =
      List.of(
          "aip.baidubce.com",
          "bfr.bj.baidubce.com",
          "service.image.myqcloud.com",
          "recognition.image.myqcloud.com");

  private static final Logger LOG = System.getLogger(ServerNames.class.getName());
  private static final int ADDRESSES_MAX = 32;

  private ServerNames() {}

  /** What this machine calls itself: its host name, localhost, and the addresses it has now. */
  static Set<String> own() {
    Set<String> names = new TreeSet<>(List.of("localhost", "127.0.0.1", plain("::1")));
    try {
      String host = InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
      if (isDomainName(host)) {
        names.add(host);
      }
    } catch (UnknownHostException unnamed) {
      LOG.log(Level.DEBUG, "this machine has no name", unnamed);
    }
    try {
      NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
          .limit(ADDRESSES_MAX)
          .forEach(address -> names.add(plain(address.getHostAddress())));
    } catch (SocketException unknown) {
      LOG.log(Level.WARNING, "cannot find out the addresses of this machine", unknown);
    }
    return names;
  }

  /**
   * A name as certificates write it.
   *
   * @throws IllegalArgumentException when it is neither a host name nor an IP address
   */
  static GeneralName general(String name) {
    if (isAddress(name)) {
      return new GeneralName(GeneralName.iPAddress, name);
    }
    if (isDomainName(name)) {
      return new GeneralName(GeneralName.dNSName, name.toLowerCase(Locale.ROOT));
    }
    throw new IllegalArgumentException("neither a host name nor an IP address: " + name);
  }

  /** The names in a certificate. */
  static Set<String> in(X509Certificate certificate) {
    Set<String> names = new TreeSet<>();
    try {
      Collection<List<?>> entries = certificate.getSubjectAlternativeNames();
      if (entries != null) {
        entries.forEach(entry -> names.add(plain(String.valueOf(entry.get(1)))));
      }
    } catch (CertificateParsingException fault) {
      throw new TlsException("cannot read the names of a certificate", fault);
    }
    return names;
  }

  /** One way of writing each name and address. */
  static String plain(String name) {
    return isAddress(name)
        ? InetAddress.ofLiteral(name.replaceFirst("%.*", "")).getHostAddress()
        : name.toLowerCase(Locale.ROOT);
  }

  static boolean isAddress(String name) {
    return name.matches("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%.*)?");
  }

  private static boolean isDomainName(String name) {
    return name.length() <= 253
        && !isAddress(name)
        && name.matches("([0-9A-Za-z]([0-9A-Za-z-]{0,61}[0-9A-Za-z])?)(\\.[0-9A-Za-z-]{1,63})*");
  }
}
