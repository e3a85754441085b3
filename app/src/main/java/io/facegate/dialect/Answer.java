package io.facegate.dialect;

import com.fasterxml.jackson.databind.JsonNode;

/** What a caller gets: an HTTP status and a JSON document. */
public record Answer(int status, JsonNode json) {

  /** An answer with status 200. */
  public static Answer ok(JsonNode json) {
    return new Answer(200, json);
  }
}
