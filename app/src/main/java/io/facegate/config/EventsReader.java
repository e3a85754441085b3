package io.facegate.config;

import io.facegate.events.EventsConfig;
import io.facegate.events.HomeAssistantConfig;
import io.facegate.events.OutboxConfig;
import java.nio.file.Path;
import java.time.Duration;

/** Reads how events are told, and to which broker. */
final class EventsReader {
  private static final String LEVELS = "[0-9A-Za-z_-]{1,64}(/[0-9A-Za-z_-]{1,64}){0,7}";
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofDays(1);

  private EventsReader() {}

  static EventsConfig events(Section section, String device, Path data) {
    Path folder = data.resolve("outbox");
    EventsConfig usual = EventsConfig.defaults(device, folder);
    Section assistant = section.section("homeAssistant");
    EventsConfig read =
        new EventsConfig(
            device,
            section.text("topicPrefix", usual.topicPrefix(), LEVELS),
            section.duration("lateAfter", usual.lateAfter(), Duration.ofMillis(100), DAY),
            section.duration("expiresAfter", usual.expiresAfter(), SECOND, DAY.multipliedBy(365)),
            section.duration("cameraStateEvery", usual.cameraStateEvery(), SECOND, DAY),
            outbox(section.section("outbox"), usual.outbox()),
            new HomeAssistantConfig(
                assistant.flag("enabled", false),
                assistant.text("prefix", usual.homeAssistant().prefix(), LEVELS)));
    assistant.done();
    section.done();
    return read;
  }

  private static OutboxConfig outbox(Section section, OutboxConfig usual) {
    OutboxConfig read =
        new OutboxConfig(
            usual.folder(),
            section.integer("eventsMax", usual.eventsMax(), 1, 10_000_000),
            section.bytes("bytesMax", usual.bytesMax(), 1 << 20, 1L << 40));
    section.done();
    return read;
  }
}
