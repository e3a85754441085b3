package io.facegate.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class DemoBrokerTest {
  @Test
  void listensAndStops() throws IOException {
    int port;
    try (DemoBroker broker = DemoBroker.start(0)) {
      port = broker.port();
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        assertEquals(port, socket.getPort());
      }
      int taken = port;
      assertThrows(IOException.class, () -> DemoBroker.start(taken));
    }
    try (DemoBroker again = DemoBroker.start(port)) {
      assertEquals(port, again.port());
    }
  }

  @Test
  void servesThisMachineOnly() {
    assertThrows(
        IllegalArgumentException.class,
        () -> DemoBroker.start(new InetSocketAddress("0.0.0.0", 0)));
  }
}
