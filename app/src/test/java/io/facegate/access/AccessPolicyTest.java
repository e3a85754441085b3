package io.facegate.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.access.AccessPolicy.Verdict;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessPolicyTest {
  private static final InetAddress NEIGHBOUR = InetAddress.ofLiteral("10.1.2.3");

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "192.168.4.0/22, 192.168.7.255, true",
    "192.168.4.0/22, 192.168.8.0, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "fd00::/8, fdab::1, true",
    "fd00::/8, fe80::1, false",
    "::1, ::1, true",
    "127.0.0.0/8, ::ffff:127.0.0.1, true"
  })
  void rangesContainTheirAddresses(String range, String address, boolean expected) {
    assertEquals(expected, AddressRange.parse(range).contains(InetAddress.ofLiteral(address)));
  }

  @Test
  void mappedAddressCountsAsIpv4() throws UnknownHostException {
    byte[] mapped = new byte[16];
    mapped[10] = -1;
    mapped[11] = -1;
    mapped[12] = 127;
    mapped[15] = 1;
    InetAddress loopback = InetAddress.getByAddress(mapped);
    assertTrue(AddressRange.parse("127.0.0.0/8").contains(loopback));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "example.org", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0/8", "1.2.3.4/x",
        "::/129"})
  void whatIsNoRangeIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> AddressRange.parse(text));
  }

  @Test
  void onlyThisMachineByDefault() {
    AccessPolicy policy = new AccessPolicy(AccessConfig.defaults());
    assertEquals(Verdict.GRANTED, policy.judge(InetAddress.ofLiteral("127.0.0.1"), ""));
    assertEquals(Verdict.GRANTED, policy.judge(InetAddress.ofLiteral("::1"), ""));
    assertEquals(Verdict.FORBIDDEN, policy.judge(NEIGHBOUR, "Bearer anything"));
  }

  @Test
  void networkOrTokenIsEnough() {
    AccessPolicy policy =
        new AccessPolicy(
            new AccessConfig(
                List.of(AddressRange.parse("10.1.0.0/16")),
                List.of(Secret.of("first"), Secret.of("second"))));
    InetAddress stranger = InetAddress.ofLiteral("198.51.100.7");
    assertEquals(Verdict.GRANTED, policy.judge(NEIGHBOUR, ""));
    assertEquals(Verdict.GRANTED, policy.judge(stranger, "Bearer second"));
    assertEquals(Verdict.UNAUTHENTICATED, policy.judge(stranger, ""));
    assertEquals(Verdict.UNAUTHENTICATED, policy.judge(stranger, "Bearer third"));
    assertEquals(Verdict.UNAUTHENTICATED, policy.judge(stranger, "Basic second"));
  }

  @Test
  void secretsDoNotShow() {
    Secret secret = Secret.of("open sesame");
    assertEquals("***", secret.toString());
    assertTrue(secret.matches("open sesame"));
    assertFalse(secret.matches("open"));
    assertThrows(IllegalArgumentException.class, () -> Secret.of(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "pictures.example, 203.0.114.5, true",
    "PICTURES.example., 203.0.114.5, true",
    "a.shop.example, 203.0.114.5, true",
    "shop.example, 203.0.114.5, false",
    "badshop.example, 203.0.114.5, false",
    "other.example, 203.0.114.5, false",
    "pictures.example, 127.0.0.1, false",
    "pictures.example, 169.254.169.254, false",
    "pictures.example, 192.168.0.9, false",
    "pictures.example, ::1, false",
    "pictures.example, fe80::1, false",
    "pictures.example, 64:ff9b::7f00:1, false",
    "pictures.example, 2002:7f00:1::, false",
    "pictures.example, 0.0.0.0, false",
    "whatever, 10.1.2.3, true",
    "whatever, 10.2.2.3, false"
  })
  void onlyAllowedHostsAreCalled(String host, String address, boolean expected) {
    OutboundPolicy policy =
        new OutboundPolicy(
            new OutboundConfig(
                List.of("pictures.example", "*.shop.example"),
                List.of(AddressRange.parse("10.1.0.0/16"))));
    assertEquals(expected, policy.permits(host, InetAddress.ofLiteral(address)));
  }

  @Test
  void nobodyIsCalledByDefault() {
    OutboundPolicy policy = new OutboundPolicy(OutboundConfig.defaults());
    assertFalse(policy.permits("pictures.example", InetAddress.ofLiteral("203.0.114.5")));
  }
}
