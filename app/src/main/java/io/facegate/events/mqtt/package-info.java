/** Carries messages to an MQTT 5 broker with Eclipse Paho. */
@NullMarked
package io.facegate.events.mqtt;

import org.jspecify.annotations.NullMarked;
