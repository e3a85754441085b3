package io.facegate.events;

/**
 * Whether and where discovery messages for Home Assistant are kept at the broker.
 *
 * @param prefix Home Assistant's own discovery prefix, {@code homeassistant} unless changed there
 */
public record HomeAssistantConfig(boolean enabled, String prefix) {

  /** Checks the values. */
  public HomeAssistantConfig {
    Topics.requirePrefix(prefix);
  }

  /** No discovery. */
  public static HomeAssistantConfig off() {
    return new HomeAssistantConfig(false, "homeassistant");
  }

  /** Discovery under Home Assistant's usual prefix. */
  public static HomeAssistantConfig on() {
    return new HomeAssistantConfig(true, "homeassistant");
  }
}
