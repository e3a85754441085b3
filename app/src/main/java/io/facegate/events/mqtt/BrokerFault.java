package io.facegate.events.mqtt;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;

/** What keeps a gateway and its broker from talking, as far as one side can tell. */
public enum BrokerFault {
  /** A password, certificate or key file cannot be read. */
  FILES,
  NAME_UNKNOWN,
  /** Nobody listens on the port. */
  REFUSED,
  NO_ROUTE,
  /** No answer to a connection, or none in MQTT. */
  NO_ANSWER,
  /** The port does not speak TLS. */
  NOT_TLS,
  /** Nobody we trust has signed the broker's certificate. */
  UNTRUSTED,
  /** The broker's certificate is out of date, or not yet valid. */
  EXPIRED,
  /** The broker's certificate is for another name. */
  OTHER_NAME,
  /** The broker breaks TLS off; mostly since it wants a certificate of ours. */
  TLS_REFUSED,
  /** TLS fails otherwise. */
  TLS,
  /** The connection ends without a word of MQTT. */
  CLOSED,
  /** User name or password are wrong. */
  CREDENTIALS,
  /** This user may not connect at all. */
  NOT_AUTHORIZED,
  /** The broker does not know MQTT 5. */
  OLD_BROKER,
  /** This user may not subscribe to the topic. */
  SUBSCRIBE_REFUSED,
  /** This user may not publish to the topic. */
  PUBLISH_REFUSED,
  /** The broker took the message, and did not deliver it to us. */
  NOT_RETURNED,
  OTHER;

  private static final int OLD = 0x84;
  private static final int OLD_IN_WORDS_OF_MQTT_3 = 0x01;
  private static final int WRONG_PASSWORD = 0x86;
  private static final int DENIED = 0x87;

  /** What an attempt to connect failed of. */
  static BrokerFault of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      BrokerFault fault = named(cause);
      if (fault != null) {
        return fault;
      }
    }
    return OTHER;
  }

  private static @Nullable BrokerFault named(Throwable cause) {
    return switch (cause) {
      case MqttException mqtt when mqtt.getCause() == null -> of(mqtt.getReasonCode());
      case UnknownHostException unknown -> NAME_UNKNOWN;
      case NoRouteToHostException noRoute -> NO_ROUTE;
      case SocketTimeoutException silent -> NO_ANSWER;
      case ConnectException refused -> REFUSED;
      case SSLException tls -> ofTls(tls);
      case EOFException closed -> CLOSED;
      case SocketException reset -> CLOSED;
      case MqttException wrapper -> null;
      case IOException other -> other.getCause() == null ? OTHER : null;
      default -> null;
    };
  }

  private static BrokerFault of(int reasonCode) {
    return switch (reasonCode) {
      case WRONG_PASSWORD -> CREDENTIALS;
      case DENIED -> NOT_AUTHORIZED;
      case OLD, OLD_IN_WORDS_OF_MQTT_3 -> OLD_BROKER;
      case MqttClientException.REASON_CODE_CLIENT_TIMEOUT -> NO_ANSWER;
      case MqttClientException.REASON_CODE_CONNECTION_LOST -> CLOSED;
      default -> OTHER;
    };
  }

  private static BrokerFault ofTls(SSLException failure) {
    String words = String.valueOf(failure.getMessage());
    if (words.contains("Unsupported or unrecognized SSL message")) {
      return NOT_TLS;
    }
    if (words.contains("Received fatal alert")) {
      return TLS_REFUSED;
    }
    if (words.contains("closed") || words.contains("terminated")) {
      return CLOSED;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertPathBuilderException) {
        return UNTRUSTED;
      }
      if (cause instanceof CertificateExpiredException
          || cause instanceof CertificateNotYetValidException) {
        return EXPIRED;
      }
    }
    return words.contains("matching") || words.contains("subject alternative")
        ? OTHER_NAME
        : TLS;
  }
}
