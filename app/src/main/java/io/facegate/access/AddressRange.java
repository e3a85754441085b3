package io.facegate.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A block of IP addresses, as RFC 4632 and RFC 4291 write them: {@code 10.0.0.0/8}, {@code
 * fd00::/8}, or a single address.
 */
public final class AddressRange {
  private static final int MAPPED_PREFIX_BYTES = 12;

  private final byte[] network;
  private final int prefixBits;

  private AddressRange(byte[] network, int prefixBits) {
    this.network = network;
    this.prefixBits = prefixBits;
  }

  /**
   * Reads a range; host names are refused.
   *
   * @throws IllegalArgumentException when the text is none
   */
  public static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    if (!address.matches("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
      throw new IllegalArgumentException("no address range: " + text);
    }
    try {
      byte[] network = InetAddress.ofLiteral(address).getAddress();
      int bitsMax = network.length * Byte.SIZE;
      int bits = slash < 0 ? bitsMax : Integer.parseInt(text.substring(slash + 1));
      if (bits < 0 || bits > bitsMax) {
        throw new IllegalArgumentException("no address range: " + text);
      }
      return new AddressRange(network, bits);
    } catch (NumberFormatException malformed) {
      throw new IllegalArgumentException("no address range: " + text, malformed);
    }
  }

  /** Whether an address lies within; an IPv4 address mapped into IPv6 counts as IPv4. */
  public boolean contains(InetAddress address) {
    byte[] bytes = unmapped(address.getAddress());
    if (bytes.length != network.length) {
      return false;
    }
    for (int bit = 0; bit < prefixBits; bit += Byte.SIZE) {
      int kept = Math.min(Byte.SIZE, prefixBits - bit);
      int mask = 0xff << (Byte.SIZE - kept);
      if (((bytes[bit / Byte.SIZE] ^ network[bit / Byte.SIZE]) & mask & 0xff) != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AddressRange range
        && prefixBits == range.prefixBits
        && Arrays.equals(network, range.network);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(network) + prefixBits;
  }

  @Override
  public String toString() {
    try {
      return InetAddress.getByAddress(network).getHostAddress() + "/" + prefixBits;
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] unmapped(byte[] address) {
    if (address.length != 16 || address[10] != -1 || address[11] != -1) {
      return address;
    }
    for (int i = 0; i < 10; i++) {
      if (address[i] != 0) {
        return address;
      }
    }
    return Arrays.copyOfRange(address, MAPPED_PREFIX_BYTES, address.length);
  }
}
