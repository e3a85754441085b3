package io.facegate.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class LiteralAddressesTest {
  @Test
  void addressesAreTheirOwnNames() throws Exception {
    byte[] loopback = {127, 0, 0, 1};
    assertEquals("127.0.0.1", InetAddress.getByAddress(loopback).getHostName());
    byte[] elsewhere = {(byte) 192, 0, 2, 1};
    assertEquals("192.0.2.1", InetAddress.getByAddress(elsewhere).getHostName());
  }

  @Test
  void namesAreLookedUpAsEver() throws Exception {
    assertTrue(InetAddress.getByName("localhost").isLoopbackAddress());
  }
}
