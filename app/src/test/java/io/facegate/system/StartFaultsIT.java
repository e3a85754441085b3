package io.facegate.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.facegate.testing.FreePort;
import io.facegate.testing.GatewayProcess;
import io.facegate.testing.GatewayProcess.Outcome;
import io.facegate.testing.Shared;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How a start ends for what the site lacks: with 1, so that systemd tries again, and not with 78,
 * which says that somebody has to change the configuration.
 */
class StartFaultsIT {
  @TempDir private Path folder;

  @Test
  void aPortInUseMayBeFreeLater() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Outcome refused = started("http: {address: 127.0.0.1, port: %d}".formatted(
          other.getLocalPort()));
      assertEquals(1, refused.status(), refused.output());
      assertTrue(refused.output().contains("cannot listen on 127.0.0.1"), refused.output());
    }
  }

  @Test
  void aNameThatNobodyKnowsMayBeKnownLater() throws IOException {
    Outcome refused = started("http: {address: gate.nowhere.invalid}");
    assertEquals(1, refused.status(), refused.output());
  }

  @Test
  void aFileThatIsNotThereMayComeLater() throws IOException {
    Outcome refused = started("access: {tokenFile: /absent/token}");
    assertEquals(1, refused.status(), refused.output());
    assertTrue(refused.output().contains("/absent/token"), refused.output());
    assertEquals(78, started("access: {tokenFile: /absent/token, tolkien: 1}").status());
  }

  @Test
  void aBrokerThatCannotBeFoundKeepsNobodyOut() {
    try (GatewayProcess service =
        GatewayProcess.start(folder, "broker: {address: \"mqtt://broker.nowhere.invalid\"}\n")) {
      assertTrue(service.log().contains(" is up"), service.log());
    }
  }

  private Outcome started(String yaml) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("facegate.yaml"),
            "data: %s/data\nops: {port: %d}\nmodels: {folder: %s}\n%s\n"
                .formatted(folder, FreePort.next(), Shared.models(), yaml));
    return GatewayProcess.command(folder, "serve", "--config", config.toString());
  }
}
