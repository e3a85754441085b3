package io.facegate.events.mqtt;

import io.facegate.events.EventHub;
import io.facegate.events.Samples;
import io.facegate.testing.ChildJava;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.logging.LogManager;

/**
 * A process that publishes numbered events until it is killed, and prints each number once the
 * event is durable.
 */
final class PublishingChild {
  private PublishingChild() {}

  /** Arguments: outbox folder, broker port, first number, pause in ms between events. */
  public static void main(String[] arguments) throws Exception {
    LogManager.getLogManager().reset();
    Path folder = Path.of(arguments[0]);
    EventHub hub = Hubs.start(folder, Hubs.broker(Integer.parseInt(arguments[1])));
    hub.cameraState(Samples.online("door", 10));
    long pauseMs = Long.parseLong(arguments[3]);
    for (int number = Integer.parseInt(arguments[2]); ; number++) {
      hub.publish(Samples.identify("door", Integer.toString(number), Instant.now()));
      System.out.println(number);
      Thread.sleep(pauseMs);
    }
  }

  /** Starts such a process; its numbers come from its output. */
  static Process start(Path folder, int port, int first, int pauseMs) throws IOException {
    List<String> command = ChildJava.command(Path.of(folder + ".child"));
    command.addAll(
        List.of(
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            ChildJava.classPath(),
            PublishingChild.class.getName(),
            folder.toString(),
            Integer.toString(port),
            Integer.toString(first),
            Integer.toString(pauseMs)));
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.appendTo(new File(folder + ".err")))
        .start();
  }
}
