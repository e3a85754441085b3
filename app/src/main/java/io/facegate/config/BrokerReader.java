package io.facegate.config;

import io.facegate.events.mqtt.BrokerConfig;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads which broker is told. */
final class BrokerReader {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final Section section;

  BrokerReader(Section section) {
    this.section = section;
  }

  /** Empty when no address is configured: then events go to the log only. */
  Optional<BrokerConfig> read() {
    Optional<String> address = section.text("address");
    section.noteInside("password");
    BrokerConfig usual = BrokerConfig.defaults(URI.create("mqtt://127.0.0.1"));
    try {
      BrokerConfig read = read(URI.create(address.orElse("mqtt://127.0.0.1")), usual);
      section.done();
      return address.map(given -> read);
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      String why = mayHoldSecret(message) ? "not like mqtt://host:1883" : message;
      section.problem("address", "or what belongs to it is wrong: " + why);
      section.done();
      return Optional.empty();
    }
  }

  /* java.net.URI quotes its input, which may hold a password. */
  private static boolean mayHoldSecret(String message) {
    return message.contains("@") || message.contains("://");
  }

  private BrokerConfig read(URI uri, BrokerConfig usual) {
    return new BrokerConfig(
        uri,
        section.text("user").orElse(null),
        section.text("password").orElse(null),
        file("passwordFile", NamedFile.Kind.SECRET),
        file("caFile", NamedFile.Kind.PUBLIC),
        file("certificateFile", NamedFile.Kind.PUBLIC),
        file("keyFile", NamedFile.Kind.SECRET),
        section.duration("keepAlive", usual.keepAlive(), SECOND, HOUR.multipliedBy(18)),
        section.duration("connectTimeout", usual.connectTimeout(), SECOND, Duration.ofMinutes(10)),
        section.duration("acknowledgeTimeout", usual.acknowledgeTimeout(), SECOND, HOUR),
        section.duration("reconnectMin", usual.reconnectMin(), Duration.ofMillis(10), HOUR),
        section.duration("reconnectMax", usual.reconnectMax(), Duration.ofMillis(10), HOUR),
        section.integer("inFlightMax", usual.inFlightMax(), 1, 1000));
  }

  private @Nullable Path file(String key, NamedFile.Kind kind) {
    Optional<Path> file = section.file(key, kind);
    boolean seen = section.isPromised(key) || section.isFaulty(key);
    if (file.isPresent() && !seen && !Files.isReadable(file.get())) {
      String fault = Files.exists(file.get()) ? "cannot be read: " : "does not exist: ";
      section.lack(key, "names a file that " + fault + file.get());
    }
    return file.orElse(null);
  }
}
