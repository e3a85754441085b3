package io.facegate.ops;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.stream.Stream;

/**
 * Keeps this process from asking the network what a caller's address is called: the server does so
 * for each connection over TLS, and on a site without name service each would take seconds. Names
 * are looked up as ever.
 */
public final class LiteralAddresses extends InetAddressResolverProvider {

  /** Made by the platform. */
  public LiteralAddresses() {}

  @Override
  public InetAddressResolver get(Configuration configuration) {
    return new Literal(configuration.builtinResolver());
  }

  @Override
  public String name() {
    return "facegate";
  }

  private record Literal(InetAddressResolver usual) implements InetAddressResolver {
    @Override
    public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
        throws UnknownHostException {
      return usual.lookupByName(host, policy);
    }

    @Override
    public String lookupByAddress(byte[] address) throws UnknownHostException {
      throw new UnknownHostException("addresses are not looked up");
    }
  }
}
