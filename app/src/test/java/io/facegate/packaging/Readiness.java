package io.facegate.packaging;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Whether a service that was started as a process of its own answers yet. */
final class Readiness {
  private Readiness() {}

  /** Whether the answer is 200; no answer is none. */
  static boolean isUp(HttpClient client, HttpRequest ready) {
    try {
      return client.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
