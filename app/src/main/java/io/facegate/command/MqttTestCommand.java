package io.facegate.command;

import io.facegate.config.GatewayConfig;
import io.facegate.events.Topics;
import io.facegate.events.mqtt.BrokerConfig;
import io.facegate.events.mqtt.BrokerFault;
import io.facegate.events.mqtt.BrokerTrial;
import io.facegate.events.mqtt.BrokerTrialException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code facegate mqtt test}: one message to the configured broker and back. */
@Command(name = "test")
final class MqttTestCommand implements Callable<Integer> {
  private static final int SECONDS_MAX = 600;

  private final CommandContext context;

  @Mixin private final ConfigOption config = new ConfigOption();

  @Option(names = "--seconds", paramLabel = "N", descriptionKey = "mqtt.option.seconds")
  private int seconds = 10;

  MqttTestCommand(CommandContext context) {
    this.context = context;
  }

  /** The word {@code mqtt}, and what may follow it. */
  static CommandLine group(CommandContext context) {
    return VerbGroup.of("mqtt", new MqttTestCommand(context));
  }

  @Override
  public Integer call() throws InterruptedException {
    if (seconds < 1 || seconds > SECONDS_MAX) {
      throw context.failure(ExitCode.WRONG_USE, "use.value", "--seconds", seconds);
    }
    GatewayConfig read = context.configuration(config.file());
    BrokerConfig broker =
        read.broker()
            .orElseThrow(() -> context.failure(ExitCode.FAILED, "mqtt.none"));
    String topic = new Topics(read.events().topicPrefix(), read.events().device()).test();
    context.say("mqtt.begins", broker.uri(), topic);
    try {
      BrokerTrial.Round round =
          new BrokerTrial(broker, topic, Duration.ofSeconds(seconds)).run();
      context.say(
          "mqtt.good",
          round.connect().toMillis(),
          round.acknowledged().toMillis(),
          round.roundTrip().toMillis());
      return ExitCode.DONE.number();
    } catch (BrokerTrialException failed) {
      String user = broker.username() == null ? "" : broker.username();
      String why = explained(failed.fault(), broker, topic, user);
      throw new CommandException(
          exit(failed.fault()), why + " [" + failed.getMessage() + "]");
    }
  }

  private static ExitCode exit(BrokerFault fault) {
    return switch (fault) {
      case NAME_UNKNOWN, REFUSED, NO_ROUTE, NO_ANSWER -> ExitCode.UNREACHABLE;
      case NOT_RETURNED -> ExitCode.FAULTS;
      case FILES, NOT_TLS, UNTRUSTED, EXPIRED, OTHER_NAME, TLS_REFUSED, TLS, CLOSED, CREDENTIALS,
          NOT_AUTHORIZED, OLD_BROKER, SUBSCRIBE_REFUSED, PUBLISH_REFUSED, OTHER ->
          ExitCode.FAILED;
    };
  }

  private String explained(BrokerFault fault, BrokerConfig broker, String topic, String user) {
    Messages messages = context.messages();
    String host = broker.uri().getHost();
    return switch (fault) {
      case FILES -> messages.text("mqtt.files");
      case NAME_UNKNOWN -> messages.text("mqtt.nameUnknown", host);
      case REFUSED -> messages.text("mqtt.refused", broker.uri());
      case NO_ROUTE -> messages.text("mqtt.noRoute", host);
      case NO_ANSWER -> messages.text("mqtt.noAnswer", broker.uri());
      case NOT_TLS -> messages.text("mqtt.notTls", broker.uri());
      case UNTRUSTED ->
          broker.caFile() == null
              ? messages.text("mqtt.untrusted")
              : messages.text("mqtt.untrustedByFile", broker.caFile());
      case EXPIRED -> messages.text("mqtt.expired");
      case OTHER_NAME -> messages.text("mqtt.otherName", host);
      case TLS_REFUSED -> messages.text("mqtt.tlsRefused");
      case TLS -> messages.text("mqtt.tls");
      case CLOSED -> messages.text(broker.isSecure() ? "mqtt.closedTls" : "mqtt.closed");
      case CREDENTIALS, NOT_AUTHORIZED -> messages.text("mqtt.notAuthorized", user);
      case OLD_BROKER -> messages.text("mqtt.oldBroker");
      case SUBSCRIBE_REFUSED -> messages.text("mqtt.subscribeRefused", user, topic);
      case PUBLISH_REFUSED -> messages.text("mqtt.publishRefused", user, topic);
      case NOT_RETURNED -> messages.text("mqtt.notReturned", user, topic);
      case OTHER -> messages.text("mqtt.other");
    };
  }
}
