package io.facegate;

import io.facegate.config.GatewayConfig;
import io.facegate.config.GatewayConfigReader;
import io.facegate.core.FaceService;
import io.facegate.demo.Demo;
import io.facegate.demo.DemoBroker;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * The product at work on a box that has nothing: a broker in the process, a drawn scene as camera,
 * and its drawn cast enrolled.
 */
final class Demonstration {
  private static final int BROKER_PORT = 1883;

  private Demonstration() {}

  /** Starts a service, as {@link Main} does. */
  @FunctionalInterface
  interface Starter {
    void start(GatewayConfig config, Consumer<FaceService> before, Runnable after)
        throws Exception;
  }

  static void run(Starter starter, IntConsumer brokerPort) throws Exception {
    Map<String, String> environment = new TreeMap<>(System.getenv());
    DemoBroker broker = broker();
    String yaml =
        """
        device: demo
        data: data/demo
        http: {address: 127.0.0.1}
        broker: {address: "mqtt://127.0.0.1:%d"}
        """
            .formatted(broker.port());
    GatewayConfig config =
        new GatewayConfigReader(environment)
            .read("the demonstration", yaml)
            .withCameras(List.of(Demo.cameraConfig()));
    brokerPort.accept(broker.port());
    starter.start(config, Demo::enroll, () -> close(broker));
  }

  private static DemoBroker broker() throws IOException {
    try {
      return DemoBroker.start(BROKER_PORT);
    } catch (IOException taken) {
      /* Somebody's own broker has the usual port; the demonstration leaves it alone. */
      return DemoBroker.start(0);
    } catch (NoClassDefFoundError packaged) {
      throw new IOException(
          "the demonstration is not in the packages: make run in the source has it", packaged);
    }
  }

  private static void close(DemoBroker broker) {
    try {
      broker.close();
    } catch (IOException e) {
      System.getLogger(Demonstration.class.getName())
          .log(System.Logger.Level.WARNING, "the broker did not stop in order", e);
    }
  }
}
